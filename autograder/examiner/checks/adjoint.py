"""Gradients through many steps, where differences would not be exact: the definition's own. Imported by checks.

Over a right step, back-propagation is a recurrence backwards in time; the student's own states go into it, so that
neither a long nor an unruly sequence blurs what it gives.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from autograder.arrays import Array

from ..questions import Sizes, call
from ..student import SLOPE_TOLERANCE, Student
from ..verdict import mismatch
from . import one_step

LONG = Sizes(l=64, b=2, d=3, n=4, o=2)
"""Longer than one cuts back-propagation off after."""
LAST = 1e-14
"""Of the largest gradient: what is less is lost in rounding."""


def reaches_back(student: Student, stand_in: Mapping[str, Array] | None = None) -> None:
    """Check the gradients of x and h_0 over a long sequence, for a right step and one tensor of states. In float64.

    Of the last state alone, and each step's against its own size: what comes from far is small, and its being cut off
    would be lost beside the rest. An argument that no gradient reaches is let be: it is not trained.

    Args:
        student: whose step is right, unless the weights A, B, c of a stand-in for it are given.
        stand_in: weights of sigmoid(x A + h B + c).

    Raises:
        Mismatch: one of them is another.
    """
    step = one_step.observe(student, LONG).step if stand_in is None else None
    if student.dtype != "float64" or (step is None and stand_in is None):
        return
    s, model, rng = LONG, student.model(LONG), student.draws.stream("adjoint")
    arrays = {
        "x": rng.standard_normal((s.l, s.b, s.d)),
        "h": rng.standard_normal((s.b, s.n)),
        "w": np.concatenate([np.zeros((s.l - 1, s.b, s.n)), rng.standard_normal((1, s.b, s.n))]),
        **(stand_in or {}),
    }
    options = {"patch": {name: name for name in stand_in}} if stand_in else {}
    ops = [
        call(model, "forward", "x", "h", keep="g", grad=("x", "h"), **options),
        {"op": "backward", "of": [["g", 0, "w"]], "model": model.key},
    ]
    answers = student.calls(model, "forward", [*ops, {"op": "forget"}], arrays)
    value = answers[0].value
    if len(answers) < 2 or answers[1].error is not None or value is None or value.array is None:
        return  # it fails at this length alone: for other checks
    if value.shape != (s.l, s.b, s.n):
        return
    states = value.array
    if step is not None:
        want = _gradients(1 - states**2, step.W_i, step.W_h, arrays["w"])
    else:
        want = _gradients(states * (1 - states), arrays["A"].T, arrays["B"].T, arrays["w"])
    for name, right in want.items():
        claim = answers[1].grads.get(f"input:{name}")
        if claim is None or not np.any(claim):
            continue
        if claim.shape != right.shape:
            raise mismatch("no_gradient", function="forward", name=name)
        error = np.abs(claim - right)
        size = np.abs(right).max(axis=(-1, -2), keepdims=True)
        allowed = SLOPE_TOLERANCE[student.dtype] * size + LAST * (1 + np.abs(right).max())
        if not np.all(error <= allowed):
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


def _gradients(slopes: Array, by_input: Array, by_state: Array, weights: Array) -> dict[str, Array]:
    """Return the gradients of sum(weights * states) with respect to x (l, b, d) and h_0 (b, n).

    Args:
        slopes: of the activation at each state, (l, b, n).
        by_input: W_i (n, d).
        by_state: W_h (n, n).
        weights: of the states, (l, b, n).
    """
    later, by_x = np.zeros_like(slopes[0]), []
    for slope, weight in zip(slopes[::-1], weights[::-1]):
        inner = (weight + later) * slope  # (b, n), of the sum within the activation
        by_x.append(inner @ by_input)
        later = inner @ by_state
    return {"x": np.stack(by_x[::-1]), "h": later}
