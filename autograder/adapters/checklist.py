"""Tells a result as a list of tests; imported by the gradescope and github adapters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from autograder.feedback.digest import Numbered, digest
from autograder.model import Lang, Result
from autograder.report import message_text
from autograder.words import MistakeWords, check_title, exercise_title, render, ui

_LONGEST_NAME = 200  # bytes, of the 255 that file systems take


@dataclass(frozen=True, slots=True)
class Line:
    """One check as a target shows it."""

    number: str
    name: str
    exercise: str
    score: float | None
    max_score: float
    passed: bool
    output: str


def lines(result: Result, lang: Lang, mistake_words: MistakeWords) -> Iterator[Line]:
    """Yield the checks in order; only the first failure of an exercise is explained."""
    told = digest(result)
    for group in (told.holds, told.first, told.open, told.later):
        for item in group:
            yield _line(item, item in told.first, item in told.later, lang, mistake_words)


def _line(item: Numbered, first: bool, later: bool, lang: Lang, mistake_words: MistakeWords) -> Line:
    check = item.check
    output = ""
    if first and check.finding:
        said = render(check.finding, lang, check.mistake, mistake_words, check.forms)
        output = message_text(said, lang)
    elif check.status == "error":
        output = ui("page.open_why", lang)
    elif later:
        output = ui("page.later", lang)
    return Line(
        number=item.number,
        name=f"{exercise_title(check.exercise, lang)}{ui('colon', lang)}{check_title(check.id, lang)}",
        exercise=check.exercise,
        score=None if check.status == "error" else check.score,
        max_score=check.max_score,
        passed=check.status == "passed",
        output=output,
    )


def file_for(results: int, student: str, out: Path, name: str) -> Path:
    """Return where a file about one student goes; where there is one result alone, into `out` itself.

    That is the case on the targets' own machines, which grade one submission and want a fixed name.
    """
    if results == 1:
        return out / name
    folder = out / folder_name(student)
    folder.mkdir(exist_ok=True)
    return folder / name


def folder_name(student: str) -> str:
    """Return a name that stays in its folder, whatever the id, and that two students never share.

    >>> folder_name("jane.doe"), folder_name("../jane")
    ('jane.doe', '%2E%2E%2Fjane')
    """
    plainly = student.isprintable() and not student.startswith(".") and not set(student) & set('/\\:*?"<>|%')
    name = student if plainly else quote(student, safe=" ", errors="replace").replace(".", "%2E")
    if 0 < len(name.encode()) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(student.encode(errors="replace")).hexdigest()[:16]
    return f"{name.encode()[:100].decode(errors='ignore')}-{digest}"
