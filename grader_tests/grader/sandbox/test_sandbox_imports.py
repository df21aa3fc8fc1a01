"""What ordinary code makes torch, numpy and Python import late is there, though no file can be opened by then."""

import pytest

from autograder.examiner.drawing import Draws
from autograder.examiner.student import Student
from autograder.handle import ForkServer, Guest, Plan, Recorder
from autograder.model import Cell, Submission
from autograder.session import FORBIDDEN, choose_layers

ORDINARY = """
import io, torch, numpy as np
from torch import nn
from torch.nn import functional as F
layer, one = nn.Linear(2, 3), torch.ones(1, 2, requires_grad=True)
print(torch.randn(3, 2), torch.tensor(1.0), one, torch.arange(3), layer, layer.weight, f"{one} {one.sum():.3f}")
print(np.random.rand(3, 3), np.ma.array([1]), np.polyfit([1, 2, 3], [1, 2, 3], 1))
with torch.no_grad():
    print(layer(one))
for make in (torch.optim.SGD, torch.optim.Adam, torch.optim.RMSprop, torch.optim.LBFGS):
    print(make(layer.parameters(), lr=0.1))
schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(torch.optim.SGD(layer.parameters(), 0.1))
layer(one).sum().backward()
batches = list(torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.ones(9, 2)), 3, shuffle=True))
torch.func.jacrev(layer)(torch.ones(2)), torch.vmap(layer)(one), torch.autograd.functional.jacobian(layer, one)
torch.autograd.gradcheck(nn.Linear(2, 2).double(), one.double())
torch.utils.checkpoint.checkpoint(layer, one, use_reentrant=False).sum().backward()
print(torch.distributions.Categorical(logits=one).sample(), torch.distributions.Normal(0.0, 1.0))
torch.save(layer.state_dict(), io.BytesIO())
nn.utils.parametrizations.weight_norm(nn.Linear(2, 2))(one), nn.utils.parametrizations.orthogonal(nn.Linear(2, 2))(one)
torch.nn.utils.prune.l1_unstructured(nn.Linear(2, 2), "weight", 1)
torch.jit.wait(torch.jit.fork(layer, one)), torch.jit.trace(layer, one)
with torch.autograd.detect_anomaly():
    layer(one).sum().backward()
with torch.autocast("cpu", dtype=torch.bfloat16):
    layer(one)
with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU]) as seen:
    layer(one)
print(seen.key_averages().table())
torch.testing.assert_close(one, one), np.testing.assert_allclose(1, 1), torch.nested.nested_tensor([one[0]])
torch.einsum("ij,jk,kl", torch.ones(2, 2), torch.ones(2, 2), torch.ones(2, 2)), torch.linalg.svd(torch.ones(2, 2))
torch.set_default_device("cpu"), torch.manual_seed(0), torch.use_deterministic_algorithms(True)
import datetime, doctest, time, unittest, multiprocessing.pool, cProfile, concurrent.futures, logging.config, warnings
datetime.datetime.strptime("2020", "%Y"), time.strptime("2020", "%Y"), datetime.datetime.now().astimezone()
doctest.testmod(), unittest.main(argv=["x"], exit=False), cProfile.Profile(), warnings.warn("x")
concurrent.futures.ProcessPoolExecutor, logging.getLogger().exception("x"), "é".encode("utf-16"), b"x".decode("cp850")
import tkinter as tk, winreg, msvcrt
from curses import wrapper
"""

LATE = """
import torch, torch.onnx, torch.ao.quantization, torch._export, torch.nn.quantized, torch.distributed.fsdp
import numpy.lib.recfunctions, xml.sax, imaplib, mailbox, _pydecimal, wsgiref.util
from torch.autograd import forward_ad
with forward_ad.dual_level():
    torch.nn.functional.gelu(forward_ad.make_dual(torch.ones(2), torch.ones(2)))
"""

NO_FILES = """
import io, pathlib
import numpy as np, torch
for read in (open, io.open, np.load, torch.load, pathlib.Path.open):
    try:
        read(pathlib.Path("kept.npy"))
    except FileNotFoundError:
        continue
    raise SystemExit(read)
pathlib.Path("kept/deep").mkdir(parents=True, exist_ok=True)
assert not pathlib.Path("kept/deep").exists()
with open("kept/log.txt", "a") as log, open("kept/log", "wb") as raw:
    print("x", file=log), raw.write(b"x")
import logging
logging.basicConfig(filename="kept/log.txt", level=logging.DEBUG)
logging.info("x")
import os
os.makedirs("runs/first", exist_ok=True)
for there in (".", "runs", "runs/first/", pathlib.Path("runs") / "first", b"runs", os.path.join(os.getcwd(), "runs")):
    if os.listdir(there) or list(os.scandir(there)):
        raise SystemExit(there)
if os.listdir() or list(pathlib.Path(".").iterdir()) or max(os.listdir("runs"), default=None):
    raise SystemExit("not empty")
for look in (os.listdir, os.scandir):
    try:
        look("elsewhere")
    except FileNotFoundError:
        continue
    raise SystemExit(look)
"""


def failed(source):
    """Return what failed while a source was loaded, statement by statement."""
    server = ForkServer()
    try:
        layers = choose_layers(server.hello()["capabilities"], unsandboxed=False)
        guest = Guest(lambda: server.fork(Plan(layers, FORBIDDEN)), Recorder())
        submission = Submission("ada", "rnn.py", "0" * 64, (Cell("rnn.py", source),))
        found = Student(submission, guest, Draws(b"public", submission.sha256)).load().reports
        guest.stop()
        return [f"line {r['line']}: {r['error']}" for r in found]
    finally:
        server.close()


@pytest.mark.parametrize("source", [ORDINARY, LATE, NO_FILES], ids=["ordinary", "late", "no_files"])
def test_nothing_is_missing(source):
    assert failed(source) == []
