"""Decide in which precision a submission is asked: float64, or float32 where its code insists on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from .checks.loss_routes import KINDS, scripted
from .checks.loss_together import answers_to
from .checks.predictions import LOUD
from .questions import Model, Sizes, call
from .student import Student
from .verdict import Mismatch, close

_SIZES = Sizes(l=3, b=2, d=4, n=5, o=3)
_SCRIPTS = 3
ROUNDED = (1e-9, 1e-6)
"""Between these lies what float32 leaves of a right loss; in float64, 1e-14 is off."""
_CALLS = 5  # of one_step, decode and forward one each, of the loss two
_NUDGE = 2.0**-34
"""A relative change that float32 sees in one number of a thousand; in float64 what depends on it is another."""
_SEEN = 1e-4
"""By so much an answer moves with its argument, for the nudge to be more than rounding."""


def settle(student: Student) -> None:
    """Set student.dtype: float64 unless float32 makes more functions answer, or numbers are cut to float32 anyway.

    A loss that knows the observations by their dtype, `y.dtype == torch.float32`, does not know them in float64.
    """
    student.dtype = "float64"
    double, narrow = _answering(student)
    double_loss = {kind: _losses(student, kind) for kind in KINDS}
    student.dtype = "float32"
    narrow = narrow or any(_nearly_right(student, kind, found) for kind, found in double_loss.items())
    narrow = narrow or _differ(double_loss["observations"], _losses(student, "observations"))
    single = _answering(student)[0] if double < _CALLS or narrow else 0
    if not (single > double or (narrow and single == double)):
        student.dtype = "float64"


def _answering(student: Student) -> tuple[int, bool]:
    """Return how many calls answer with a tensor, and whether any computes in less than the precision it was asked in.

    What is cut inside and put together with wider numbers, `torch.cat([x.float(), h])`, comes back as wide as these.
    """
    s = _SIZES
    rng = np.random.default_rng(0)
    arrays = {
        "x1": rng.standard_normal((s.b, s.d)),
        "x": rng.standard_normal((s.l, s.b, s.d)),
        "h": rng.standard_normal((s.b, s.n)),
        "classes": rng.integers(0, s.o, (s.l, s.b)),
        "observations": rng.standard_normal((s.l, s.b, s.o)),
    }
    model = student.model(s)
    calls = [
        ("one_step", ["x1", "h"]),
        ("decode", ["h"]),
        ("forward", ["x", "h"]),
        ("training_loss", ["own", "x", "h", "classes"]),
        ("training_loss", ["own", "x", "h", "observations"]),
    ]
    answering, narrow = 0, False
    for fn, names in calls:
        if fn == "training_loss" and {"one_step", "forward"} & (student.lost.keys() | student.deaths.keys()):
            continue  # it would end in them too, and then not be asked again on what it is judged by
        try:
            answer = student.calls(model, fn, [call(model, fn, *names)], arrays)[0]
        except Mismatch:
            continue
        answers = answer.value is not None and answer.value.kind == "tensor"
        answering += answers
        narrow = narrow or _narrower(answer, student.dtype)
        if answers and not narrow and student.dtype == "float64":
            narrow = _cuts(student, model, fn, names, arrays)
    return answering, narrow


def _cuts(student: Student, model: Model, fn: str, names: Sequence[str], arrays: Mapping[str, Array]) -> bool:
    """Tell whether what comes of one of the arguments counts for what float32 holds of it, and for no less."""
    floating = [name for name in names if name in arrays and arrays[name].dtype.kind == "f"]
    others = {
        f"{name} {k}": arrays[name] * (1.0 + by) for name in floating for k, by in enumerate((0.5, _NUDGE))
    }

    def asked(changed: str) -> list[str]:
        return [f"{n} {changed[-1]}" if changed.startswith(f"{n} ") else n for n in names]

    try:
        ops = [call(model, fn, *asked(changed)) for changed in ["", *others]]
        answers = student.calls(model, fn, ops, {**arrays, **others})
    except Mismatch:
        return False
    found = [a.value.array for a in answers if a.value is not None and a.value.array is not None]
    if len(found) < len(ops) or any(a.shape != found[0].shape for a in found):
        return False
    return any(_is_cut(found[0], moved, nudged) for moved, nudged in zip(found[1::2], found[2::2]))


def _is_cut(first: Array, moved: Array, nudged: Array) -> bool:
    moves = np.abs(moved - first) > _SEEN * (1.0 + np.abs(first))
    return bool(np.any(moves) and np.mean((nudged == first)[moves]) > 0.5)


def _narrower(answer: Answer, dtype: str) -> bool:
    if dtype != "float64" or answer.value is None:
        return False
    arrays = [leaf.array for leaf in answer.value.leaves() if leaf.array is not None]
    narrow = any(leaf.dtype in ("float32", "float16", "bfloat16") for leaf in answer.value.leaves())
    return narrow or any(a.dtype == np.float64 and _rounded(a) for a in arrays)


def _rounded(a: Array) -> bool:
    """Tell whether float32 holds all the numbers; whole ones alone, such as a dead unit's zeros, tell nothing."""
    with np.errstate(over="ignore"):
        return bool(np.any(a != np.rint(a))) and np.array_equal(a, a.astype(np.float32))


def _losses(student: Student, kind: str) -> Array | None:
    """Return the losses of three scripts, which would not be near to others' by chance.

    None where one is no tensor, or another when asked again.
    """
    found = [scripted(student, "scripted", _SIZES, kind, f" {k}") for k in range(_SCRIPTS)]
    try:
        answers = answers_to(student, 2 * found)
    except Mismatch:
        return None
    losses = [a.value.array for a in answers if a.value is not None and a.value.kind == "tensor"]
    numbers = [a.reshape(-1) for a in losses if a is not None]
    if len(numbers) < 2 * _SCRIPTS:
        return None
    first, second = np.concatenate(numbers[:_SCRIPTS]), np.concatenate(numbers[_SCRIPTS:])
    return first if close(first, second, 0.0) else None


def _nearly_right(student: Student, kind: str, double: Array | None) -> bool:
    """Tell whether losses are right but for what float32 leaves of a number within: a weight of 1 / l, say."""
    if double is None or len(double) != _SCRIPTS:
        return False
    want = [scripted(student, "scripted", _SIZES, kind, f" {k}").want for k in range(_SCRIPTS)]
    ratios = double[:, None] / np.array(want)[:, None]
    powers = np.array([[float(size) ** p for p in (-1, 0, 1)] for size in (_SIZES.l, _SIZES.b, _SIZES.o)])
    rules = np.einsum("i,j,k->ijk", *powers).ravel()
    off = np.abs(ratios / rules - 1.0).min(axis=1)
    return bool(np.all(off < ROUNDED[1]) and np.any(off > ROUNDED[0]))


def _differ(double: Array | None, single: Array | None) -> bool:
    """Tell whether two losses of one question are different losses, and not one loss in two precisions."""
    return double is not None and single is not None and not close(single, double, LOUD["float32"])
