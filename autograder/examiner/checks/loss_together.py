"""Ask for many losses of scripted models in one question. Imported by the checks of the loss and by diagnosis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..questions import Op
from ..student import Student
from ..verdict import Mismatch
from .loss_routes import FN, Case, key_of, number_of

TOGETHER = 16
"""Losses in one question: slow ones must come to less than what a question may take."""
SMALL = 200
"""The most of l * b that is asked for together with others: a loop over every number takes its time for more."""
SMALL_S = 6.0


def ask_together(student: Student, cases: Sequence[tuple[str, Case]]) -> None:
    """Ask for the losses of many small scripts; `value` asks for those again that don't answer so.

    Args:
        cases: each with the tag that tells draws of equal sizes apart.
    """
    small = [(t, c) for t, c in cases if c.route == "scripted" and c.sizes.l * c.sizes.b <= SMALL]
    try:
        answers = answers_to(student, [found for _, found in small])
    except Mismatch:
        return
    for (tag, found), answer in zip(small, answers):
        if answer.error is None:
            with suppress(Mismatch):
                student.once(key_of(student, found, tag), lambda a=answer, f=found: number_of(a, f))  # type: ignore[misc]


def numbers(student: Student, cases: Sequence[Case]) -> list[float | None]:
    """Return the losses of scripted cases; None for what is no finite number."""
    found: list[float | None] = []
    many = TOGETHER
    while len(found) < len(cases):
        try:
            answers = answers_to(student, cases[len(found) : len(found) + many])
        except Mismatch:
            break
        found += [_finite(answer) for answer in answers]  # of those up to the first that raises
        many = len(answers) if answers[-1].error is not None else min(2 * many, TOGETHER)
    return [*found, *[None] * (len(cases) - len(found))]


def answers_to(student: Student, cases: Sequence[Case]) -> Sequence[Answer]:
    """Return the answers to scripted cases, up to the first that is an error."""
    ops: list[Op] = []
    arrays: dict[str, Array] = {}
    for k, found in enumerate(cases):
        ops.append({"op": "call", "model": "", "fn": FN, "args": list(_renamed(found, f"{k} "))})
        arrays |= {f"{k} {name}": array for name, array in found.arrays.items()}
    return student.calls(None, FN, ops, arrays, SMALL_S) if ops else []


def _renamed(found: Case, prefix: str) -> Iterator[Op]:
    """Yield the arguments of a case, with a prefix before the names of all arrays."""
    for arg in found.op["args"]:
        if "scripted" in arg:
            yield {"scripted": {key: prefix + name for key, name in arg["scripted"].items()}}
        else:
            yield {**arg, "array": prefix + arg["array"]}


def _finite(answer: Answer) -> float | None:
    array = answer.value.array if answer.error is None and answer.value is not None else None
    if array is None or array.size != 1 or not np.all(np.isfinite(array)):
        return None
    return float(array.reshape(-1)[0])
