"""Whether W_i, W_h and b_h can be any numbers: small or large, of either sign. Imported by the checks of one_step.

A matrix that is clipped, or made of squares, is one of the lab's for the parameters that are drawn elsewhere; here it
is looked at where they are ten times as large, and of the other sign.
"""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array

from ..identify import PROBE, probes, step_from
from ..questions import Sizes, raised
from ..student import Student
from ..verdict import mismatch
from .settings import ask_over, flat, movable, numbers

SIZES = Sizes(b=2, d=4, n=7, o=2)
DRAWS = 3
LARGE = 10.0
"""Times N(0, 0.3²): b_h reaches 9, where tanh has 8 digits left."""
LESS = 2.0
"""In place of LARGE, for the sign alone, where tanh has no digits left."""
FINE = 0.02
"""Of a probe, where weights are large."""
GROWTH = 4.0
"""The least by which entries must part where parameters are ten times as large; ten in plain programs."""
NEAR = 1e-5
NAMES = ("W_i", "W_h", "b_h")


def any_numbers(student: Student) -> None:
    """Raise where entries of a right step are bounded, or of one sign, whatever the parameters. In float64 alone."""
    if student.dtype == "float64":
        student.once("any numbers", lambda: _any_numbers(student))


def _any_numbers(student: Student, large: float = LARGE) -> None:
    s, model = SIZES, student.ready(student.model(SIZES))
    names = movable(model)
    if not names:
        return
    rng = student.draws.stream("reach")
    px, ph = (FINE / PROBE * p for p in probes(s.d, s.n))
    drawn = 0.3 * rng.standard_normal((DRAWS, 1, len(flat(model, names))))
    settings = (drawn * np.array([1.0, -1.0, large, -large])[:, None]).reshape(4 * DRAWS, -1)
    answer = ask_over(student, model, "one_step", ["px", "ph"], {"px": px, "ph": ph}, names, settings)
    if (error := answer.error) is not None:
        if "LinAlg" in error.type:
            return  # a matrix that is solved for or decomposed need not take numbers so large
        raise raised("one_step", answer, {**s.only("dn"), "b": len(px)})
    shown = numbers(answer, (len(settings) + 1, len(px), s.n))
    if shown is None or np.abs(shown[:-1]).max() > 1 - 1e-12:
        if large > LESS:
            _any_numbers(student, LESS)
        return  # next to 1, tanh has no digits left: such entries have no bound in sight
    for k, name in enumerate(NAMES):
        entries = np.stack([_entries(y, s.d)[k] for y in shown[:-1]])
        _judge(name, entries.reshape(DRAWS, 4, -1), entries[2], large)
        if name != "b_h" and all(np.linalg.svd(m, compute_uv=False)[-1] < NEAR for m in entries[::4]):
            raise mismatch("one_step.not_any_matrix", name=name, matrix=entries[0], sizes=s.only("dn"))


def _entries(probed: Array, d: int) -> tuple[Array, Array, Array]:
    step = step_from(probed, d)
    assert step is not None
    return step.W_i * PROBE / FINE, step.W_h * PROBE / FINE, step.b


def _judge(name: str, entries: Array, shown: Array, large: float) -> None:
    """Raise where the entries (draws, scales, entries) stay within bounds, or on one side of zero."""
    apart = np.abs(entries - np.roll(entries, 1, axis=0)).max(axis=(0, 2))  # of one scale, over the draws
    if large == LARGE and max(apart[2:]) < GROWTH * max(apart[:2]):
        raise mismatch("one_step.bounded", name=name, most=float(max(apart[2:])))
    middle = (
        entries[:, 2] + entries[:, 3]
    )  # twice the constant, where a constant and a linear map make the entries
    if np.abs(middle - middle[:1]).max() < NEAR:
        return
    if np.all(entries > -NEAR) or np.all(entries < NEAR):
        raise mismatch("one_step.one_sign", name=name, matrix=shown, sizes=SIZES.only("dn"))
