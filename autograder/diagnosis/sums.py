"""Whether a step of one unit is a function of one sum, W_i x + W_h h + b_h, alone. Imported by diagnosis.

Then its slopes along x and along h are in the same ratio at every point. It halves the forms that are worth fitting.
"""

from __future__ import annotations

import numpy as np

from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, close

SIZE = Sizes(b=48, d=1, n=1, o=2)
POINTS = 12
STEP = {"float64": 1e-4, "float32": 3e-2}
NOT = {"float64": 1e-4, "float32": 3e-2}
"""A median above it shows that the ratio is not the same: differences are right to 1e-8 and 1e-3."""
SAME = {"float64": 1e-6, "float32": 0.0}
"""A median below it shows that it is; in float32 none does."""

TWO_UNITS = Sizes(d=2, n=2, o=2)
"""A softmax of one unit would be constant, and so a sum of terms."""


def depends_on_the_sum_alone(student: Student) -> bool | None:
    """Tell it from central differences; None where they don't tell."""
    rng = student.draws.stream("one sum")
    x, h = rng.standard_normal((POINTS, 1)), rng.standard_normal((POINTS, 1))
    step, none = STEP[student.dtype], np.zeros((POINTS, 1))
    arrays = {
        "x": np.vstack([x + step, x - step, x, x]),
        "h": np.vstack([h + none, h + none, h + step, h - step]),
    }
    model = student.model(SIZE)
    try:
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], arrays)[0]
    except Mismatch:
        return None
    if answer.error is not None or answer.value is None or answer.value.array is None:
        return None
    y = answer.value.array
    if y.shape != (4 * POINTS, 1) or not np.all(np.isfinite(y)) or y.dtype.kind != "f":
        return None
    up_x, down_x, up_h, down_h = y.astype(np.float64).reshape(4, POINTS)
    by_x, by_h = (up_x - down_x) / (2 * step), (up_h - down_h) / (2 * step)
    size = max(float(np.abs(by_x).max()), float(np.abs(by_h).max()))
    if size < 1e-3:
        return None
    turned = np.abs(np.outer(by_x, by_h) - np.outer(by_h, by_x)) / size**2
    median = float(np.median(turned[np.triu_indices(POINTS, 1)]))
    if median > NOT[student.dtype]:
        return False
    return True if median < SAME[student.dtype] else None


def adds_terms(student: Student) -> bool:
    """Tell whether a step may be a function of x and one of h, added; not where it gives no numbers."""
    rng = student.draws.stream("terms")
    x, h = rng.standard_normal((POINTS, TWO_UNITS.d)), rng.standard_normal((POINTS, TWO_UNITS.n))
    arrays = {"x": np.vstack([x, x, 0 * x, 0 * x]), "h": np.vstack([h, 0 * h, h, 0 * h])}
    model = student.model(TWO_UNITS)
    try:
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], arrays)[0]
    except Mismatch:
        return False
    y = None if answer.value is None else answer.value.array
    if y is None or y.shape != (4 * POINTS, TWO_UNITS.n) or not np.all(np.isfinite(y)) or y.dtype.kind != "f":
        return False
    both, of_x, of_h, neither = np.split(y.astype(np.float64), 4)
    if min(np.ptp(of_x), np.ptp(of_h)) < 1e-3:
        return False  # zeros are a sum of anything
    return close(both + neither, of_x + of_h, 100 * student.tolerance)
