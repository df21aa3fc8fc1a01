"""The text of the scripts that show a failed check, piece by piece. Imported within explain.

A person runs a script on the student's own file; it imports torch alone, and nothing of it is run by the grader.
`@title@`, `@check@`, `@name@` and `@sizes@` stand for what is filled in.
"""

HEAD = '''"""@title@

Shows @check@ by hand on a student's own file.
This RUNS the file, with all your rights and outside any sandbox: read the file first.

    python @name@ PATH_TO_THE_FILE

The last line says "agrees" (exit code 0) or "differs" (exit code 1).
"""

import json
import pathlib
import sys
import types
import unittest.mock

import torch

SIZES = @sizes@  # (l, b, d, n, output)


def load(path):
    """Run the file, or the code cells of the notebook; return its names."""
    sys.path.insert(0, str(pathlib.Path(path).resolve().parent))  # files that it imports
    text = open(path, encoding="utf-8-sig").read()
    cells = [text]
    if path.endswith(".ipynb"):
        cells = ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "code"]
    module = sys.modules["rnn"] = types.ModuleType("rnn")
    for cell in cells:
        plain = "\\n".join("" if line.startswith(("%", "!")) else line for line in cell.split("\\n"))
        for _ in range(20):
            try:
                exec(compile(plain, path, "exec"), vars(module))
            except ModuleNotFoundError as error:  # plots and the like are not what is looked at
                sys.modules[error.name] = unittest.mock.MagicMock()
                continue
            except Exception as error:
                print("the file raises", repr(error))
            break
    return types.SimpleNamespace(**vars(module))


def numbers(*shape, seed=0):
    """Return small numbers, the same every time, of one decimal: they can be checked by hand."""
    drawn = torch.randn(shape, generator=torch.Generator().manual_seed(seed + len(shape)))
    return (drawn.mul(10).round() / 10).to(dtype)


def build(d, n, output, seed=1):
    """Return the student's model with parameters drawn again: zeros would hide what is wrong."""
    model = student.RNN(d, n, output).to(dtype)
    torch.manual_seed(seed)
    for parameter in model.parameters():
        parameter.data.copy_(0.3 * torch.randn(parameter.shape))
    return model


def show(value):
    if isinstance(value, torch.Tensor):
        return f"tensor {tuple(value.shape)} {value.detach().flatten()[:6].tolist()}"
    return str(value)[:200]


def expect(what, right, got, want):
    """Print what is not as it should be, and count it."""
    if not right:
        wrong.append(what)
        print(what, "\\n    got      ", show(got), "\\n    expected ", show(want))


def compare(what, got, want, tolerance=None):
    """Compare type and shape, then the numbers."""
    tolerance = tolerance or (1e-7 if dtype == torch.float64 else 1e-3)
    if not isinstance(got, torch.Tensor) or got.shape != want.shape:
        return expect(what, False, got if isinstance(got, torch.Tensor) else type(got), want)
    return expect(what, bool(((got - want).abs() <= tolerance * (1 + want.abs())).all()), got, want)
'''

LOOP = '''

def step_of(model, d, n):
    """Return the student's one_step; forward at l = 1 where there is none."""
    try:
        model.one_step(torch.zeros(1, d, dtype=dtype), torch.zeros(1, n, dtype=dtype))
        return model.one_step
    except (NotImplementedError, AttributeError):
        return lambda x, h: model(x[None], h)[0]


def states_by_loop(step, x, h):
    """The definition of forward: h_1 .. h_l, each from the one before."""
    states = []
    for x_t in x:
        h = step(x_t, h)
        states.append(h)
    return torch.stack(states)
'''

SLOPES = '''

def compare_slopes(what, of, tensors):
    """Compare the gradient of a number with differences, for each tensor along one direction."""
    steps = [(1e-2, 3e-2)] if dtype == torch.float32 else [(1e-5, 1e-5), (1e-2, 3e-2)]  # and the tolerance of each
    for tensor in tensors.values():
        tensor.requires_grad_(True)
    value = of()
    if not value.requires_grad:
        return expect(what, False, "no gradient", "a tensor that can be differentiated")
    value.backward()
    of().backward()  # a second time, as in the next step of a training: gradients add up
    for name, tensor in tensors.items():
        direction, before = numbers(*tensor.shape, seed=9), tensor.detach().clone()
        for step, tolerance in steps:
            moved = []
            for sign in (1, -1):
                tensor.data = before + sign * step * direction
                moved.append(of().detach())
            tensor.data = before
            want = (moved[0] - moved[1]) / (2 * step)
            got = torch.zeros_like(want) if tensor.grad is None else (tensor.grad / 2 * direction).sum()
            compare(f"{what}: gradient for {name}", got, want, tolerance)
'''

IDENTIFY = '''

def identify(step, d, n):
    """Return W_i^T, W_h^T and b_h as the answers show them: atanh(one_step(x, h)) = W_i x + W_h h + b_h."""
    sums = torch.atanh(nearby(step, d, n))
    b_h, W = sums[0], (sums[1:] - sums[0]) / 0.05
    return W[:d].detach(), W[d:].detach(), b_h.detach()


def nearby(step, d, n):
    """Return the step's answers at 0 and, a row for each, with one entry of x or h at 0.05."""
    small, none = 0.05 * torch.eye(d + n, dtype=dtype), torch.zeros(1, d + n, dtype=dtype)
    return torch.cat([step(none[:, :d], none[:, d:]), step(small[:, :d], small[:, d:])])
'''

PREDICT = '''

def loss_by_hand(model, x, h0, y):
    """The definition of the loss on the student's own states: y_t is predicted from h_{t-1}, then the mean."""
    states = [h0, *model(x, h0)[:-1]]
    terms = []
    for t in range(len(x)):
        y_hat = model.decode(states[t])  # (b, output)
        for k in range(x.shape[1]):
            if y.is_floating_point():
                terms.append(((y_hat[k] - y[t, k]) ** 2).mean())
            else:
                terms.append(-(y_hat[k] - y_hat[k].logsumexp(0))[y[t, k]])
    return sum(terms) / len(terms)


def targets(kind, l, b, output):
    return torch.arange(l * b).reshape(l, b) % output if kind == "classes" else numbers(l, b, output, seed=5)
'''

TOY = '''

def toy(batch):
    """Sequences of coins; y_t is the coin of two steps before."""
    coins = torch.randint(0, 2, (6, batch))
    y = coins.roll(2, 0)
    y[:2] = 0
    return torch.stack([coins, 1 - coins], -1).to(dtype) * 2 - 1 + 0.1 * torch.randn(6, batch, 2, dtype=dtype), y


def trained(look):
    """Return what a model shows before, and the model after 60 steps of Adam on the toy task."""
    model = build(2, 16, 2)
    before = look(model)
    adam = torch.optim.Adam(model.parameters(), lr=0.03)
    for _ in range(60):
        x, y = toy(32)
        loss = student.training_loss(model, x, torch.zeros(32, 16, dtype=dtype), y)
        adam.zero_grad()
        loss.backward()
        adam.step()
    return before, model
'''

TAIL = """

if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_file():
    sys.exit(f"Give the student's file: python {sys.argv[0]} PATH_TO_THE_FILE")
student, wrong = load(sys.argv[1]), []
for dtype in (torch.float64, torch.float32):  # the second for code that insists on it
    wrong.clear()
    try:
        check()
        break
    except Exception as error:
        wrong.append("raises")
        print(f"in {dtype}: {type(error).__name__}: {error}")
print("differs" if wrong else "agrees")
sys.exit(1 if wrong else 0)
"""
