"""What honest student code does works inside, and what it cannot have it is refused politely."""

from __future__ import annotations

import pytest

IMPORTS = """
import asyncio, concurrent.futures.thread, gc, importlib, math, random, tempfile, threading, traceback, warnings
import numpy, torch, torch._dynamo, torch.func, torch.utils.checkpoint, torch.utils.data, torch.utils.serialization
tempfile.tempdir = "/tmp"
torch.set_num_threads(1)
"""
WORK = """
def forward_and_backward():
    x = torch.randn(300, 300, requires_grad=True)
    (x @ x).tanh().sum().backward()
    assert x.grad.shape == (300, 300)

def more_threads():
    torch.set_num_threads(4)
    forward_and_backward()
    torch.set_num_threads(1)

def training():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.Tanh(), torch.nn.Dropout(0.1), torch.nn.Linear(8, 1))
    for make in (torch.optim.Adam, torch.optim.SGD):
        optimiser = make(model.parameters(), lr=0.01)
        for _ in range(5):
            optimiser.zero_grad()
            torch.nn.functional.mse_loss(model(torch.randn(16, 3)), torch.zeros(16, 1)).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()

def data_loader():
    data = torch.utils.data.TensorDataset(torch.arange(10))
    assert sum(len(batch[0]) for batch in torch.utils.data.DataLoader(data, batch_size=3, shuffle=True)) == 10

def linear_algebra():
    numpy.linalg.svd(numpy.random.default_rng(0).normal(size=(50, 50)))
    torch.linalg.inv(torch.eye(20, dtype=torch.float64))
    random.random(), os.urandom(4), torch.Generator().manual_seed(1)

def functional():
    torch.func.vmap(torch.func.grad(torch.sin))(torch.randn(3))
    torch.utils.checkpoint.checkpoint(torch.tanh, torch.randn(3, requires_grad=True), use_reentrant=False)
    assert torch.autograd.gradcheck(torch.tanh, torch.randn(3, dtype=torch.float64, requires_grad=True))

def threads():
    found = []
    workers = [threading.Thread(target=found.append, args=(i,)) for i in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with concurrent.futures.thread.ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(abs, found)) == 28

def event_loop():
    async def pause():
        await asyncio.sleep(0.001)
        return await asyncio.get_running_loop().run_in_executor(None, math.sqrt, 4)
    assert asyncio.run(pause()) == 2

def printing():
    print("é" * 200_000)
    print("x", file=sys.stderr)

def time_and_memory():
    time.sleep(0.01)
    gc.collect()
    assert time.time() > 0 and time.perf_counter() > 0 and time.process_time() > 0

def raises(kind, operation):
    try:
        operation()
    except Exception as error:
        assert isinstance(error, kind), f"{type(error).__name__}: {error}"
        assert traceback.format_exc()
    else:
        raise AssertionError(f"{kind} was not raised")

def refusals():
    raises(PermissionError, lambda: open("/etc/passwd"))
    raises(PermissionError, lambda: os.listdir("."))
    raises(PermissionError, tempfile.TemporaryFile)
    raises((OSError, RuntimeError), lambda: torch.save(torch.zeros(1), "model.pt"))
    raises(PermissionError, os.fork)
    raises(PermissionError, lambda: subprocess.run(["true"]))
    raises(PermissionError, socket.socket)
    assert not os.path.exists("/etc/passwd")
    assert os.path.abspath("x") == "/x"

def late_imports():
    for name in ("wsgiref.simple_server", "no_such_module", "torch.utils.tensorboard", "matplotlib"):
        raises(ImportError, lambda: importlib.import_module(name))

def too_much():
    raises(RuntimeError, lambda: torch.empty(1 << 40))
    raises(MemoryError, lambda: bytearray(1 << 40))
    raises(RecursionError, lambda: (lambda f: f(f))(lambda f: f(f)))

CASES = [forward_and_backward, more_threads, training, data_loader, linear_algebra, functional, threads, event_loop,
         printing, time_and_memory, refusals, late_imports, too_much]

def work():
    found = {}
    for case in CASES:
        try:
            case()
            found[case.__name__] = "ok"
        except BaseException as error:
            found[case.__name__] = f"{type(error).__name__}: {error}"
    return found
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "setting",
    [
        "layers = offered()",
        "in_container(); without_landlock(); layers = offered()",
        "as_user(); layers = offered()",
        "in_container(); as_user(); layers = offered()",
    ],
)
def test_honest_work_is_not_disturbed(alone, setting):
    threads, said = alone(
        f"{WORK}\n{setting}\nthreads = len(os.listdir('/proc/self/task'))\n"
        "answer([threads, lines(candidate(sandbox.Plan(layers), work)[1])])",
        before=IMPORTS,
    )
    assert threads == 1
    assert "seccomp" in said[0]
    assert {name: result for name, result in said[1].items() if result != "ok"} == {}
    assert len(said[1]) == 13
