"""What the student's own decoder predicts: scores, or probabilities. Imported by the checks of the loss."""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array

from ..questions import Model, Sizes, call
from ..student import Student
from ..verdict import Mismatch, mismatch
from .common import tensor

LOUD = {"float64": 1e-3, "float32": 1e-2}
"""A hundred times what values are held to and, in float64, gradients; those of right programs differ by 0.3."""
SUM = {"float64": 1e-9, "float32": 1e-5}
"""How near to 1 probabilities add up: the rounding of a softmax leaves 1e-15 and 5e-7."""
POINTS = 64


def own_model(student: Student, s: Sizes) -> Model:
    """Return the student's model that losses are asked about, with predictions as far apart as a script's."""
    return student.model(s, "loss", 1.0)


def gives_probabilities(student: Student) -> bool:
    """Tell whether the student's own decoder ends in a softmax: shares of 1 wherever one looks."""
    return student.once(f"gives probabilities {student.dtype}", lambda: _gives_probabilities(student))


def _gives_probabilities(student: Student) -> bool:
    s = Sizes(l=3, b=2, d=2, n=3, o=5)  # of one class, every program would
    model = own_model(student, s)
    h = 3.0 * student.draws.stream("probabilities").standard_normal((POINTS, s.n))
    try:
        answer = student.calls(model, "decode", [call(model, "decode", "h")], {"h": h})[0]
        decoded = tensor("decode", answer, (POINTS, s.o), s.only("no"))
    except Mismatch:
        return False
    off = np.abs(decoded.sum(-1) - 1.0).max()
    return bool(
        decoded.min() >= 0.0 and off <= SUM[student.dtype] and not _whispers(student, np.ptp(decoded, axis=0))
    )


def predicted(student: Student, model: Model, s: Sizes, states: Array, kind: str) -> Array:
    """Return what the student's own decoder makes of h_0 .. h_{l-1}, (l, b, o).

    Of classes, the logarithms of what it gives where that is probabilities: scores, which cross-entropy is of.

    Raises:
        Mismatch: the decoder can't be asked, or what it predicts says too little to judge a loss by.
    """
    # of h_l, too: which states go with which y is the loss's to know
    found = _decoded(student, model, s, states)[:-1]
    over_o, over_time = np.ptp(found, axis=-1), np.ptp(found.reshape(-1, s.o), axis=0)
    if (s.o > 1 and np.median(over_o) < LOUD[student.dtype]) or (
        s.l * s.b > 2 and _whispers(student, over_time)
    ):
        raise mismatch("depends_on", exercise="forward")  # a decoder or states that say nothing
    return scores(student, found, kind)


def _decoded(student: Student, model: Model, s: Sizes, states: Array) -> Array:
    """Return what is decoded of states (l + 1, b, n), all at once or, where that is refused, as one batch."""
    rows = states.reshape(-1, s.n)
    ask = [call(model, "decode", "h")]
    try:
        answer = student.calls(model, "decode", ask, {"h": states})[0]
        return tensor("decode", answer, (s.l + 1, s.b, s.o), s.only("lbno"))
    except Mismatch:
        answer = student.calls(model, "decode", ask, {"h": rows})[0]
        return tensor("decode", answer, (len(rows), s.o), s.only("lbno")).reshape(s.l + 1, s.b, s.o)


def decodes_all_at_once(student: Student, model: Model, s: Sizes) -> bool:
    """Tell whether the decoder takes the states of all steps together, and those of one."""
    arrays = {"all": np.zeros((s.l, s.b, s.n)), "one": np.zeros((s.b, s.n))}
    answers = student.calls(model, "decode", [call(model, "decode", name) for name in arrays], arrays)
    shapes = [a.value.shape for a in answers if a.error is None and a.value is not None]
    return shapes == [(s.l, s.b, s.o), (s.b, s.o)]


def scores(student: Student, decoded: Array, kind: str) -> Array:
    """Return what is decoded; of classes, the logarithms of probabilities, if it is these."""
    if kind == "classes" and gives_probabilities(student):
        return np.log(np.maximum(decoded, np.finfo(np.float64).tiny))
    return decoded


def _whispers(student: Student, spread: Array) -> bool:
    """Tell whether predictions differ by so little that a loss or a gradient which ignores them would pass."""
    return bool(spread.min() < 1e-6 or np.median(spread) < LOUD[student.dtype])
