"""Arranges one result as it is told: marks, what holds, the first failure of each exercise, the rest.

Imported by the pages and texts of feedback, by report and by the adapters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.model import EXERCISES, Check, Result, Status


@dataclass(frozen=True, slots=True)
class Numbered:
    """A check and its number as a person reads it: "3.2" is the second check of the third exercise."""

    number: str
    check: Check


@dataclass(frozen=True, slots=True)
class Digest:
    """One result, told in order."""

    marks: Mapping[str, tuple[float | None, float]]  # exercise -> (earned or open, possible)
    holds: tuple[Numbered, ...]
    first: tuple[Numbered, ...]  # at most one an exercise
    later: tuple[Numbered, ...]
    open: tuple[Numbered, ...]  # the grader was at fault


def status(result: Result) -> Status:
    """Return the status, `error` wherever the grader was at fault in any check."""
    return "error" if any(c.status == "error" for c in result.checks) else result.status


def score(result: Result) -> float | None:
    """Return the points earned, 0 for what can't be read, None for an open mark; what was set by hand stands."""
    manual = result.manual
    if manual is not None:
        marks = [exercise_score(result, name) for name in EXERCISES]
        known = [m for m in marks if m is not None]
        added = round(sum(known), 2) if len(known) == len(marks) else None
        return added if manual.score is None else manual.score
    if status(result) == "error":
        return None
    return 0.0 if result.status == "unreadable" else result.score()


def exercise_score(result: Result, exercise: str) -> float | None:
    """Return the points earned in one exercise, 0 for what can't be read, None for an open mark."""
    if result.manual is not None and exercise in result.manual.exercises:
        return result.manual.exercises[exercise]
    return 0.0 if result.status == "unreadable" else result.exercise_score(exercise)


def digest(result: Result) -> Digest:
    """Arrange a result; the checks' order is that of the examination."""
    groups: dict[str, list[Numbered]] = {"holds": [], "first": [], "later": [], "open": []}
    names, counts, failed = list(EXERCISES), Counter[str](), set[str]()
    for check in result.checks:
        counts[check.exercise] += 1
        if check.exercise not in names:
            names.append(check.exercise)
        number = f"{names.index(check.exercise) + 1}.{counts[check.exercise]}"
        if check.status == "passed":
            group = "holds"
        elif check.status == "error":
            group = "open"
        elif check.status == "failed" and check.exercise not in failed:
            group = "first"
            failed.add(check.exercise)
        else:
            group = "later"
        groups[group].append(Numbered(number, check))
    marks = {name: (exercise_score(result, name), points) for name, points in EXERCISES.items()}
    return Digest(marks, **{name: tuple(checks) for name, checks in groups.items()})
