"""Gradients through many steps, where differences would not be exact: the definition's own. Imported by checks.

Over a right step, back-propagation is a recurrence backwards in time; the student's own states go into it, so that
neither a long nor an unruly sequence blurs what it gives.
"""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array

from ..identify import Step
from ..questions import Sizes, call
from ..student import SLOPE_TOLERANCE, Student
from ..verdict import mismatch
from . import one_step

LONG = Sizes(l=32, b=2, d=3, n=4, o=2)
"""Longer than one cuts back-propagation off after."""


def reaches_back(student: Student) -> None:
    """Check the gradients of x and h_0 over a long sequence, for a right step and one tensor of states. In float64.

    Raises:
        Mismatch: one of them is another, or missing.
    """
    step = one_step.observe(student, LONG).step
    if student.dtype != "float64" or step is None:
        return
    s, model, rng = LONG, student.model(LONG), student.draws.stream("adjoint")
    arrays = {
        "x": rng.standard_normal((s.l, s.b, s.d)),
        "h": rng.standard_normal((s.b, s.n)),
        "w": rng.standard_normal((s.l, s.b, s.n)),
    }
    ops = [
        call(model, "forward", "x", "h", keep="g", grad=("x", "h")),
        {"op": "backward", "of": [["g", 0, "w"]], "model": model.key},
    ]
    answers = student.calls(model, "forward", [*ops, {"op": "forget"}], arrays)
    value = answers[0].value
    if len(answers) < 2 or answers[1].error is not None or value is None or value.array is None:
        return  # it fails at this length alone: for other checks
    if value.shape != (s.l, s.b, s.n):
        return
    want = _gradients(step, value.array, arrays["w"])
    for name, right in want.items():
        claim = answers[1].grads.get(f"input:{name}")
        if claim is None or claim.shape != right.shape or not np.any(claim):
            raise mismatch("no_gradient", function="forward", name=name)
        error = np.abs(claim - right)
        if not np.all(error <= SLOPE_TOLERANCE[student.dtype] * (1 + np.abs(right).max())):
            worst = np.unravel_index(
                int(np.nanargmax(error)) if not np.all(np.isnan(error)) else 0, error.shape
            )
            raise mismatch(
                "wrong_gradient",
                function="forward",
                name=name,
                got=float(claim[worst]),
                expected=float(right[worst]),
            )


def _gradients(step: Step, states: Array, weights: Array) -> dict[str, Array]:
    """Return the gradients of sum(weights * states) with respect to x (l, b, d) and h_0 (b, n)."""
    later, by_x = np.zeros_like(states[0]), []
    for state, weight in zip(states[::-1], weights[::-1]):
        inner = (weight + later) * (1 - state**2)  # (b, n), of the sum within tanh
        by_x.append(inner @ step.W_i)
        later = inner @ step.W_h
    return {"x": np.stack(by_x[::-1]), "h": later}
