"""Serve one candidate over stdin and stdout, unsandboxed, on the student's own machine. Started by exec alone.

It speaks the frames of the zygote's guests, on any system, and ends as soon as whoever started it is gone.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from queue import SimpleQueue
from typing import Any

from . import frames

OLDEST_TORCH = (2, 0)
MEMORY_BYTES = 4 << 30  # beyond what torch itself takes: a tensor gone wild must not take the machine down
NOBODY = bytes(8)
_REAL = frozenset({"einops", "functorch", "typing_extensions"})


def start(beside: str, warm: bool) -> None:
    """Say hello with what was found here, make ready, serve until stdin ends.

    Args:
        beside: the student's folder, off the path: a file torch.py there would hide PyTorch.
        warm: have torch do what it does late, the first time, before anything is asked.
    """
    sys.path[:] = [p for p in sys.path if p and os.path.realpath(p) != os.path.realpath(beside)]
    read_exactly, write = _take_pipes()
    hello = _hello()
    write(frames.pack(NOBODY, hello))
    if "problem" in hello:
        return
    ready = _prepare(warm)
    write(frames.pack(NOBODY, {"ready": []}))
    ready(read_exactly, write)


def _take_pipes() -> tuple[Callable[[int], bytes], Callable[[bytes], None]]:
    """Keep the two pipes for the frames alone: what student code prints goes nowhere."""
    if sys.platform == "win32":
        import msvcrt

        for fd in (0, 1):
            msvcrt.setmode(fd, os.O_BINARY)
    questions, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)
    arrived: SimpleQueue[bytes] = SimpleQueue()

    def pump() -> None:
        while chunk := os.read(questions, 1 << 16):
            arrived.put(chunk)
        os._exit(0)  # in the middle of an endless loop too

    threading.Thread(target=pump, daemon=True).start()
    rest = bytearray()

    def read_exactly(count: int) -> bytes:
        while len(rest) < count:
            rest.extend(arrived.get())
        taken = bytes(rest[:count])
        del rest[:count]
        return taken

    def write(data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(answers, view[: 1 << 20]) :]

    return read_exactly, write


def _hello() -> dict[str, Any]:
    """Return {"torch": version}, or {"problem": "missing" | "broken" | "hidden" | "old", …}."""
    warnings.simplefilter("ignore")
    try:
        import torch
    except ModuleNotFoundError as error:
        return {"problem": "missing", "name": str(error.name)}
    except Exception as error:
        return {"problem": "broken", "name": "torch", "why": f"{type(error).__name__}: {error}"[:300]}
    if not hasattr(torch, "nn") or not hasattr(torch, "__version__"):
        place = getattr(torch, "__file__", None) or next(iter(getattr(torch, "__path__", [])), "?")
        return {"problem": "hidden", "name": "torch", "file": str(place)[:300]}
    version = str(torch.__version__)
    numbers = tuple(int(n) for n in version.split("+")[0].split(".")[:2] if n.isdigit())
    if numbers < OLDEST_TORCH:
        return {"problem": "old", "name": "torch", "version": version[:40]}
    return {"torch": version[:40], "python": sys.version.split()[0]}


def _prepare(warm: bool) -> Callable[..., None]:
    import torch

    torch.set_num_threads(1)
    from . import ban, server

    ban.install()
    _name_a_temporary_folder()
    if warm:
        _warm_up(torch)
    _hide_what_the_grader_has_not()
    _limit_memory()
    return server.serve


def _name_a_temporary_folder() -> None:
    """Have torch's optimisers find a temporary folder on a full disk, where the search for one raises."""
    try:
        tempfile.gettempdir()
    except OSError:
        tempfile.tempdir = os.getcwd()  # they ask for its name, and write nothing


def _warm_up(torch: Any) -> None:
    layer = torch.nn.Linear(1, 1)
    adam = torch.optim.Adam(layer.parameters(), foreach=True)
    layer(torch.zeros(1, 1)).sum().backward()
    adam.step()


def _limit_memory() -> None:
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            taken = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY_BYTES, hard))
    except (ImportError, OSError, ValueError):
        return  # Windows, macOS: no such limit


def _hide_what_the_grader_has_not() -> None:
    """Give the student's imports what the grader gives them: a stand-in for all but torch, numpy, einops and Python.

    So no window of matplotlib opens while checking, and a module that lies beside the file is not found. Imports
    of others are left alone: torch looks for much that need not be there.
    """
    from . import standins

    finder = standins._Finder

    class AsInTheGrader(finder):  # type: ignore[misc, valid-type]
        def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
            if fullname.partition(".")[0] in _REAL or not standins.asked_by_student():
                return None
            return finder.find_spec(self, fullname)

    standins._Finder = AsInTheGrader  # type: ignore[misc]
    sys.meta_path.insert(0, AsInTheGrader())
