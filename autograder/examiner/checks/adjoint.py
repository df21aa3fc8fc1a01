"""Gradients of a loop through many steps of a stand-in, where differences would not be exact. Imported by checks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from autograder.arrays import Array

from ..identify import Step
from ..questions import call
from ..student import SLOPE_TOLERANCE, Student
from ..verdict import close
from .exact import LONG, backwards, hold_inputs
from .forward_runs import sigmoid_step
from .settings import numbers


def reaches_back(student: Student, stand_in: Mapping[str, Array]) -> None:
    """Check the gradients of x and h_0 over a long sequence of states in one tensor. In float64.

    Of the last state alone, and each step's against its own size. An argument that no gradient reaches is let be: it
    is not trained.

    Args:
        student: whose loop is right, whether or not it calls the step.
        stand_in: weights A, B, c of sigmoid(x A + h B + c), which is put in the place of its step.

    Raises:
        Mismatch: one of them is another.
    """
    if student.dtype != "float64":
        return
    s, model, rng = LONG, student.model(LONG), student.draws.stream("adjoint")
    arrays = {
        "x": rng.standard_normal((s.l, s.b, s.d)),
        "h": rng.standard_normal((s.b, s.n)),
        "w": np.concatenate([np.zeros((s.l - 1, s.b, s.n)), rng.standard_normal((1, s.b, s.n))]),
        **stand_in,
    }
    options = {"patch": {name: name for name in stand_in}}
    ops = [
        call(model, "forward", "x", "h", keep="g", grad=("x", "h"), **options),
        {"op": "backward", "of": [["g", 0, "w"]], "model": model.key},
    ]
    answers = student.calls(model, "forward", [*ops, {"op": "forget"}], arrays)
    states = numbers(answers[0], (s.l, s.b, s.n))
    if len(answers) < 2 or answers[1].error is not None or states is None:
        return  # it fails at this length alone: for other checks
    step = Step(arrays["A"].T, arrays["B"].T, arrays["c"])
    before = np.concatenate([arrays["h"][None], states[:-1]])
    if not close(states, sigmoid_step(stand_in)(arrays["x"], before), student.tolerance):
        return  # it has a step of its own
    by_x, by_h = backwards(states * (1 - states), step, arrays["w"])
    hold_inputs("forward", answers[1].grads, {"x": by_x, "h": by_h}, SLOPE_TOLERANCE["float64"])
