"""What the student's own network predicts, and how steadily: a loss is held to it. Imported by its checks."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from autograder.arrays import Array

from ..questions import call
from ..student import Student
from ..verdict import Mismatch, close
from . import one_step
from .below import VALUES, sound_below
from .common import all_answers, holds, tensor
from .loss_routes import BEGUN, Case, asked_value, history, states_of
from .predictions import own_model, scores

AGAIN = 5
LEFT = 1e-6
"""By how much an argument may be another after a call, for what is made of it to be the same."""


def known_below(student: Student, own: Case) -> bool:
    """Tell whether what the own network predicts for a question is known, whatever else it gets wrong.

    Its values are right, and the same when they are asked for again, and what is given is left as it is.
    """
    if sound_below(student):
        return True
    if not all(holds(student, check) for check in (one_step.is_the_tanh_step, *VALUES)):
        return False
    s, model, arrays, h0 = own.sizes, own_model(student, own.sizes), own.arrays, own.arrays["h0"]
    ops = [call(model, fn, x, "h0", after=True) for fn, x in (("forward", "x"), ("one_step", "x1"))]
    answers = student.calls(model, "forward", ops, {**arrays, "x1": arrays["x"][0]})
    given = [a.array for answer in answers for a in answer.after]
    expected = (arrays["x"], h0, arrays["x"][0], h0)
    left = len(given) == 4 and all(a is not None and close(a, b, LEFT) for a, b in zip(given, expected))
    return left and close(states_of(student, s, arrays, h0), states_of(student, s, arrays, h0), 0.0)


def begins_anew(student: Student) -> bool:
    """Tell whether the own network answers from h_0 = 0 as it did before another sequence was read."""
    return student.once(f"begins anew {student.dtype}", lambda: _begins_anew(student))


def _begins_anew(student: Student) -> bool:
    s, rng = BEGUN, student.draws.stream("begins anew")
    arrays = {name: np.eye(s.d)[rng.integers(0, s.d, (s.l, s.b))] for name in ("x", "other")}
    model = own_model(student, s)
    ops = [call(model, "forward", name, "zero") for name in ("x", "other", "x")]
    answers = student.calls(model, "forward", ops, {**arrays, "zero": np.zeros((s.b, s.n))})
    values = [a.value.leaves() if a.value is not None else () for a in answers]
    if len(values) < len(ops) or not values[0] or len(values[0]) != len(values[2]):
        return False
    pairs = [(a.array, b.array) for a, b in zip(values[0], values[2])]
    return all(a is not None and b is not None and close(a, b, student.tolerance) for a, b in pairs)


def predictions_of(student: Student, found: Case) -> tuple[list[Array], float]:
    """Return what the own decoder predicts for all steps together, a step at a time, and for all in one batch.

    They need not be equal: a sum over the wrong dimension, say. With them comes by how much they are others when they
    are asked for again, as with dropout in a decoder.
    """
    model, s = own_model(student, found.sizes), found.sizes
    states = history(student, s, found)[:-1]
    arrays = {"flat": states.reshape(-1, s.n), **{f"h{t}": states[t] for t in range(s.l)}}

    def ask() -> list[Array]:
        answers = student.calls(model, "decode", [call(model, "decode", name) for name in arrays], arrays)
        flat, *steps = all_answers(answers, len(arrays), "decode", {})
        sizes = s.only("lbno")
        told = [tensor("decode", flat, (s.l * s.b, s.o), sizes).reshape(s.l, s.b, s.o)]
        with suppress(Mismatch):  # it may squeeze one of them
            told.append(np.stack([tensor("decode", a, (s.b, s.o), sizes) for a in steps]))
        return [scores(student, t, found.kind) for t in told]

    once = ask()
    if all(close(told, found.predictions, student.tolerance) for told in once):
        return [found.predictions], 0.0
    spread = max(float(np.abs(a - b).max()) for a, b in zip(once, ask()))
    return [found.predictions, *once], spread


def spread_again(student: Student, found: Case, got: float) -> float:
    """Return by how much the loss of a case is another when it is asked again."""
    return max(abs(asked_value(student, found) - got) for _ in range(AGAIN))
