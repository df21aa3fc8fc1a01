"""Makes grades.csv; `cell` is for every table that a spreadsheet opens. Imported by report and above."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from autograder.feedback.digest import exercise_score, score, status
from autograder.model import EXERCISES, MAX_SCORE, Result
from autograder.words import plain

# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cell(text: str) -> str:
    """Return a text that a spreadsheet shows and does not compute.

    >>> cell("=HYPERLINK(0)")
    "'=HYPERLINK(0)"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def mark(points: float | None) -> str:
    """Write a mark with a decimal point for machines; an open mark is an empty cell."""
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV with newlines as Unix writes them, every cell made safe."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([cell(c) for c in row] for row in rows)
    return stream.getvalue()


def by_student(results: Iterable[Result]) -> list[Result]:
    """Return the results in the order in which a person looks a student up."""
    return sorted(results, key=lambda r: (r.student.casefold(), r.student))


def grades_csv(results: Iterable[Result]) -> str:
    """Return one line per student: id, mark, one mark per exercise, known mistakes, status."""
    rows = [["student", "score", "max_score", *EXERCISES, "mistakes", "status"]]
    for result in by_student(results):
        rows.append(
            [
                plain(result.student),
                mark(score(result)),
                mark(MAX_SCORE),
                *(mark(exercise_score(result, name)) for name in EXERCISES),
                " ".join(dict.fromkeys(m.id for m in result.mistakes)),
                status(result),
            ]
        )
    return csv_text(rows)
