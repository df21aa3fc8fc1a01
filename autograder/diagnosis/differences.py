"""Whether a loss of observations is a mean of another function of the errors than their squares. Imported by diagnosis.

Whatever that function is: its value is asked for, error by error, of one sequence of one step.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks import loss_routes, loss_together
from autograder.examiner.checks.loss_routes import Case
from autograder.examiner.questions import Sizes
from autograder.examiner.student import Student

SINGLE = Sizes(1, 1, 3, 2, 3)
SEVERAL = Sizes(3, 2, 3, 2, 3)
EXACT = {"float64": 1e-7, "float32": 2e-4}
SCALES = (1.0, 0.3, 3.0, 30.0)
"""Of the errors: a function may be the square where they are small, as Huber's is, or where they are large."""


def names(student: Student, kind: str) -> list[str]:
    """Return the id of another criterion where every prediction faces its own target, and nothing else is wrong."""
    if kind != "observations":
        return []
    ratios: list[float] = []
    for k, scale in enumerate(SCALES):
        case = loss_routes.scripted(student, "scripted", SEVERAL, kind, f" errors {k}")
        errors = scale * (case.predictions - case.y)  # (l, b, o)
        asked = [
            _of_one(student, kind, e, f" error {k} {j}") for j, e in enumerate(errors.reshape(-1, SEVERAL.o))
        ]
        together, *found = loss_together.numbers(student, [_with_errors(case, errors), *asked])
        values = [value for value in found if value is not None]
        if together is None or len(values) < len(found):
            return []
        mean = float(np.mean(values))
        if not abs(together - mean) <= EXACT[student.dtype] * (1 + abs(mean)):
            return []
        ratios += [v / float(np.mean(e**2)) for v, e in zip(values, errors.reshape(-1, SEVERAL.o))]
    low, high = min(ratios), max(ratios)
    return (
        ["loss-wrong-criterion"] if low >= 0 and high > 1.01 * low + 1e-3 else []
    )  # a multiple is no other one


def _of_one(student: Student, kind: str, error: Array, tag: str) -> Case:
    """Return the question of one prediction that is off by an error, wherever it lies."""
    case = loss_routes.scripted(student, "scripted", SINGLE, kind, tag)
    return _with_errors(case, error.reshape(1, 1, -1))


def _with_errors(case: Case, errors: Array) -> Case:
    y = case.predictions - errors
    return replace(case, y=y, arrays={**case.arrays, "y": y})
