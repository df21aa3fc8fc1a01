"""Read the marks that a teacher sets by hand, from OUT/overrides.csv. Imported within grading.

    student,exercise,score,comment
    alice,,14.5,"the oral exam"
    bob,learning,5,"converged on another machine"

A line without an exercise sets the whole mark. Commas or semicolons, decimal points or commas: what a
spreadsheet saves. No command writes this file, so none can lose what is in it.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from autograder.model import EXERCISES, MAX_SCORE, Manual, UsageError
from autograder.words import plain

NAME = "overrides.csv"
_COLUMNS = ("student", "exercise", "score", "comment")


def read_overrides(out: Path) -> dict[str, Manual]:
    """Return the marks set by hand, by student.

    Raises:
        UsageError: a line can't be understood; says which.
    """
    path = out / NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise UsageError(f"{path} can't be read ({error.strerror}): grant access to it.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text: save it again as CSV in UTF-8.") from None
    head = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    found: dict[str, Manual] = {}
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if not {"student", "score"} <= set(header) <= set(_COLUMNS):
            raise UsageError(f"The first line of {path} must be: {','.join(_COLUMNS)}.")
        for row in rows:
            cells = dict.fromkeys(_COLUMNS, "") | dict(zip(header, (cell.strip() for cell in row)))
            if any(cells.values()):
                _add(found, cells, f"line {rows.line_num} of {path}")
    except csv.Error as error:
        raise UsageError(f"Line {rows.line_num} of {path} can't be read ({error}): correct it.") from None
    return found


def _add(found: dict[str, Manual], cells: Mapping[str, str], where: str) -> None:
    student, exercise = cells["student"], cells["exercise"]
    if not student:
        raise UsageError(f"In {where}, the student is missing: give the id as in grades.csv.")
    if exercise and exercise not in EXERCISES:
        known = ", ".join(EXERCISES)
        raise UsageError(
            f"In {where}, {plain(exercise, 40)!r} is no exercise: give one of {known}, or nothing."
        )
    points = _points(cells["score"], EXERCISES.get(exercise, MAX_SCORE), where)
    manual = found.get(student, Manual())
    if exercise in manual.exercises or (not exercise and manual.score is not None):
        raise UsageError(
            f"In {where}, {plain(student, 40)} has this mark for the second time: keep one line."
        )
    comment = "; ".join(part for part in (manual.comment, cells["comment"]) if part)
    if exercise:
        manual = replace(manual, exercises={**manual.exercises, exercise: points}, comment=comment)
    else:
        manual = replace(manual, score=points, comment=comment)
    found[student] = manual


def _points(text: str, most: float, where: str) -> float:
    try:
        points = float(text.replace(",", "."))
    except ValueError:
        points = math.nan
    if not 0 <= points <= most:
        raise UsageError(
            f"In {where}, the score {plain(text, 20)!r} is not between 0 and {most:g}: correct it."
        )
    return points


def refuse_unknown(overrides: Mapping[str, Manual], students: Iterable[str], out: Path) -> None:
    """Check that every mark set by hand is somebody's.

    Raises:
        UsageError: there is no result of a student; else a slip of the pen would leave a mark unset in silence.
    """
    unknown = sorted(set(overrides) - set(students))
    if unknown:
        raise UsageError(
            f"{out / NAME} names {plain(unknown[0], 60)}, of whom there is no result: correct the id or "
            "remove the line."
        )
