"""What a method answers with each of many settings of a model's parameters, in one question. Imported by the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..questions import MOST_NUMBERS, Model, sweep
from ..student import Student


def movable(model: Model) -> list[str]:
    """Return the names of the parameters that are moved to and fro."""
    return [n for n, v in model.values.items() if v.size <= MOST_NUMBERS]


def flat(model: Model, names: Sequence[str]) -> Array:
    """Return the numbers of some parameters in one row."""
    rows = [np.asarray(model.values[n], np.float64).ravel() for n in names]
    return np.concatenate(rows) if rows else np.zeros(0)


def ask_over(
    student: Student,
    model: Model,
    fn: str,
    args: Sequence[str],
    arrays: Mapping[str, Array],
    names: Sequence[str],
    settings: Array,
) -> Answer:
    """Ask for a method's values with each setting (k, numbers) of the named parameters, which are put back.

    Returns:
        An answer of value (k + 1, …), of which the last is with the parameters' own numbers; or an error.
    """
    rows = np.vstack([settings, flat(model, names)])
    asked = [sweep(model, fn, args, names)]
    answer = student.calls(model, fn, asked, {"settings": rows, **arrays})[0]
    if answer.error is not None:
        model.generation = -1  # it is left with other values
    return answer


def numbers(answer: Answer, shape: tuple[int, ...]) -> Array | None:
    """Return the numbers of an answer that is a finite array of a shape, else None."""
    value = answer.value
    if value is None or value.array is None or value.shape != shape or not np.all(np.isfinite(value.array)):
        return None
    return value.array.astype(np.float64)
