"""What student code may import, imported before the sandbox closes: in it no file can be opened. For the zygote.

Anything else that a submission imports becomes an inert stand-in. What torch, numpy or Python import late, in the
middle of a function, is kept by `late`; what is asked for often, compiles code or is machine code, stands here.
"""

MODULES = """
abc argparse array ast asyncio base64 bisect builtins calendar cmath cmd code codecs collections
collections.abc colorsys concurrent.futures concurrent.futures.thread configparser contextlib contextvars copy
csv ctypes dataclasses datetime decimal difflib dis enum errno fnmatch fractions functools getopt getpass glob
gzip hashlib heapq hmac html inspect io itertools json keyword linecache locale logging logging.handlers math
multiprocessing numbers operator optparse os os.path pathlib pdb pickle pkgutil platform pprint queue random
re reprlib sched secrets shelve shlex shutil signal socket sqlite3 stat statistics string struct subprocess
sys sysconfig tarfile tempfile textwrap threading time timeit token tokenize traceback tracemalloc types
typing unicodedata unittest unittest.mock urllib.parse urllib.request uuid warnings weakref
xml.etree.ElementTree zipfile zlib zoneinfo encodings.latin_1 encodings.cp1252 encodings.ascii encodings.idna
typing_extensions numpy numpy.linalg numpy.random numpy.testing numpy.fft einops einops.layers.torch torch
torch._dynamo torch.nn torch.nn.functional torch.nn.init torch.nn.utils torch.nn.utils.rnn
torch.nn.utils.parametrizations torch.nn.utils.parametrize torch.optim torch.optim.lr_scheduler
torch.utils.data torch.utils.checkpoint torch.func torch.autograd torch.autograd.functional
torch.distributions torch.linalg torch.fft torch.special torch.sparse torch.jit torch.fx torch.random
torch.utils.serialization torch.amp torch.cuda torch.cuda.amp torch.backends.cudnn torch.backends.mps
functorch
torch._subclasses.schema_check_mode torch._decomp.decompositions_for_jvp
torch.profiler torch.profiler._cupti_monitor torch.nn.utils.prune
torch.utils.flop_counter torch.utils.model_zoo torch.optim.swa_utils torch.hub torch.multiprocessing torch.testing
numpy.ma numpy.char numpy.polynomial numpy.ctypeslib numpy.typing numpy.rec numpy.lib.stride_tricks
multiprocessing.pool multiprocessing.queues multiprocessing.synchronize multiprocessing.popen_fork
multiprocessing.managers multiprocessing.dummy concurrent.futures.process _strptime logging.config doctest cProfile
pstats profile runpy importlib.metadata importlib.resources http.client http.server email.message email.mime.text
xml.dom.minidom binascii bz2 lzma tomllib trace symtable codeop graphlib mimetypes selectors select filecmp fileinput
gettext plistlib resource mmap webbrowser pydoc encodings.cp850 encodings.iso8859_15 encodings.mac_roman
encodings.unicode_escape encodings.utf_8_sig encodings.utf_16 encodings.utf_32 encodings.utf_7 encodings.rot_13
""".split()  # noqa: SIM905 - read as a list of words
