"""Whether a step that probes identify is that step elsewhere, too: far off, at zero, for many. Imported by one_step."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from autograder.arrays import Array

from ..identify import Step
from ..questions import Sizes, call
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from .common import all_answers, array_args, tensor
from .grid import GRID
from .observed import FN, SAME, Observed, observe

FAR_OFF = 100.0
MANY = Sizes(b=600, d=20, n=40, o=2)
FEWER = Sizes(b=50, d=20, n=40, o=2)
EQUAL = 1e-10
"""Of the largest entry: two that differ by less have one number; of those drawn apart, hardly two come so near."""
ELSEWHERE = (
    (12.0, 12.0),
    (5.0, 1.0),
    (1.0, 5.0),
    (5.0, 5.0),
    (0.004, 0.004),
    (0.0, 1.0),
    (1.0, 0.0),
    (0.0, 0.0),
)
"""Scales of x and of h, a row each: weights N(0, 0.3²) reach the whole range of tanh, and hardly leave its middle."""


def holds_elsewhere(student: Student) -> None:
    """Raise where the step is another far from zero, very near to it, where x or h is zero, of one sign or whole."""
    sizes = GRID[5]
    seen = observe(student, sizes)
    rng = student.draws.stream("elsewhere")
    x, h = rng.standard_normal((len(ELSEWHERE), sizes.d)), rng.standard_normal((len(ELSEWHERE), sizes.n))
    scales = np.array(ELSEWHERE)
    batches = [(x * scales[:, :1], h * scales[:, 1:])]
    batches += [(i * np.abs(x), j * np.abs(h)) for i in (1, -1) for j in (1, -1)]  # a batch of one sign
    batches += [(x, 0 * h), (0 * x, h), (0 * x, 0 * h)]  # as the first state often is, of all sequences
    one_hot = np.eye(sizes.d)[rng.integers(0, sizes.d, len(x))]  # as symbols are
    several = (rng.random(x.shape) < 0.5).astype(np.float64)
    several[:, :2] = 1.0  # as notes that sound together are
    batches += [(several, h), (x[: sizes.n], h[: sizes.n])]  # of as many sequences as units
    batches += [(one_hot, h), (one_hot, 0 * h), (rng.integers(-2, 4, x.shape).astype(np.float64), h)]
    if seen.step is not None and student.dtype == "float64":
        batches.append(_far_off(seen.step, x, h))
    arrays = {f"{name}{k}": a for k, pair in enumerate(batches) for name, a in zip("xh", pair)}
    ops = [call(seen.model, FN, f"x{k}", f"h{k}") for k in range(len(batches))]
    shown = {**sizes.only("dn"), "b": len(x)}
    answers = all_answers(student.calls(seen.model, FN, ops, arrays), len(ops), FN, shown)
    for (x, h), answer in zip(batches, answers):
        shown["b"] = len(x)
        got = tensor(FN, answer, (len(x), sizes.n), shown)
        if seen.step is not None and not close(got, seen.step(x, h), student.tolerance):
            raise _value(x, h, got, seen.step(x, h), shown)


def _far_off(step: Step, x: Array, h: Array) -> tuple[Array, Array]:
    """Return points that are large where tanh does not see it: numbers that are clipped show."""
    d = x.shape[1]
    silent = np.linalg.svd(np.hstack([step.W_i, step.W_h]))[2][
        len(step.b) :
    ]  # what W_i x + W_h h = 0 is made of
    far = FAR_OFF * x[:, :1] * silent[np.arange(len(x)) % len(silent)]
    return x + far[:, :d], h + far[:, d:]


def holds_at_large_sizes(student: Student) -> None:
    """Raise where the step is another for many sequences or many units."""
    seen = _observed_large(student)
    for name in ("W_i", "W_h"):
        drawn = getattr(seen.step, name) if seen.step is not None else np.ones((1, 1))
        if seen.step is not None and not _can_be_any(drawn, student.dtype):
            raise mismatch(
                "one_step.not_any_matrix", name=name, matrix=drawn[-4:, -4:], sizes=MANY.only("dn")
            )
    if seen.step is None or not close(seen.y, seen.step(seen.x, seen.h), student.tolerance):
        want = np.zeros_like(seen.y) if seen.step is None else seen.step(seen.x, seen.h)
        raise _value(seen.x, seen.h, seen.y, want, MANY.only("bdn"))


def _observed_large(student: Student) -> Observed:
    """Return how the step answers for many sequences, or for fewer where a loop over every number takes too long."""
    try:
        return observe(student, MANY)
    except Mismatch as error:
        if error.finding.key != "hangs":
            raise
        student.forgive(FN)
        return observe(student, FEWER)


def _can_be_any(matrix: Array, dtype: str) -> bool:
    """Tell whether a large matrix has no row or column of zeros; in float64, full rank and hardly two equal entries.

    Zeros are equal entries. Probes in float32 have too few digits to tell numbers apart that are drawn apart.
    """
    sizes = np.abs(matrix)
    if min(sizes.max(axis=0).min(), sizes.max(axis=1).min()) <= SAME[dtype]:
        return False
    if dtype != "float64":
        return True
    parts = np.linalg.svd(matrix, compute_uv=False)
    equal = np.diff(np.sort(matrix, axis=None)) <= EQUAL * sizes.max()
    return bool(parts[-1] > SAME[dtype] * parts[0] and np.sum(equal) < len(matrix) / 2)


def _value(x: Array, h: Array, got: Array, want: Array, sizes: Mapping[str, int]) -> Mismatch:
    """Return what the row that is furthest off shows."""
    worst = [int(np.abs(got - want).max(axis=1).argmax())]
    shown = array_args(x=x[worst], h=h[worst], got=got[worst], expected=want[worst])
    return mismatch("one_step.value", **shown, sizes=sizes)
