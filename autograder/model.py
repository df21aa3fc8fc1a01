"""The nouns of the grader on one screen: what every layer speaks of. Imports nothing of the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

KIT_VERSION = "1.0.0"
SCHEMA = "rnn-lab/result/v1"

EXERCISES: Mapping[str, float] = {"one_step": 5.0, "forward": 5.0, "training_loss": 5.0, "learning": 5.0}
MAX_SCORE = sum(EXERCISES.values())

ROOT = Path(__file__).resolve().parents[1]
"""The kit's folder: holds `solutions/`, `assignment/` and `grader_tests/` beside the package."""

Lang = Literal["en", "fr"]
LANGS: tuple[Lang, ...] = ("en", "fr")

CheckStatus = Literal["passed", "failed", "skipped", "error"]
"""`error` is the grader's fault: the mark stays open, never 0. `skipped`: a check it needs failed first."""

Status = Literal["graded", "unreadable", "error"]


class UsageError(Exception):
    """Say in one sentence, to the person at the command line, what is wrong and what to do. Exit code 2."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, without words: a key of the catalogues in `autograder/words/` and its arguments.

    Arguments are JSON values (str, int, float, bool, None, lists of these). Text that came from a student
    is passed through `autograder.words.plain` before it gets here.
    """

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of source that is executed on its own: a whole `.py` file, or one code cell of a notebook."""

    name: str  # what a person calls it: "rnn.py", "cell 3"
    source: str
    module: str = ""  # by what name the graded file imports it; "" for the graded file itself


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in, read and bounded but never executed."""

    student: str
    file: str  # the file that is graded, relative to the student's folder
    sha256: str  # of the bytes handed in ("" when there is no file)
    cells: tuple[Cell, ...] = ()
    problem: Finding | None = None  # why it can't be read: status "unreadable"
    flags: tuple[Finding, ...] = ()  # for staff: several files, nothing lost


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict of one hidden check."""

    id: str
    exercise: str
    status: CheckStatus
    score: float
    max_score: float
    finding: Finding | None = None
    mistake: str | None = None
    forms: tuple[str, ...] = ()  # of the mistake, those that the answers show


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known mistake, recognised in an exercise."""

    id: str
    exercise: str
    forms: tuple[
        str, ...
    ] = ()  # its programs that answer as the student's does: "relu"; () where none is shown


@dataclass(frozen=True, slots=True)
class Manual:
    """Marks that the teacher set by hand: they stand, whatever the grader finds."""

    score: float | None = None  # the whole mark; None to leave it the sum of the exercises
    exercises: Mapping[str, float] = field(default_factory=dict)
    comment: str = ""  # told to the student


@dataclass(frozen=True, slots=True)
class Result:
    """One student's result: the product, from which pages, tables and exports are made."""

    student: str
    file: str
    sha256: str
    status: Status
    checks: tuple[Check, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    flags: tuple[Finding, ...] = ()
    sandbox: tuple[str, ...] = ()
    seconds: float = 0.0
    problem: Finding | None = None  # why it is unreadable or in error
    kit: str = KIT_VERSION
    group: str = ""  # same wrong answers, same group: a digest for mistakes that have no name yet
    manual: Manual | None = None

    def score(self) -> float | None:
        """Return the points earned, or None when the grader is at fault (the mark is open)."""
        if self.status == "error":
            return None
        return round(sum(c.score for c in self.checks), 2)

    def exercise_score(self, exercise: str) -> float | None:
        """Return the points earned in one exercise, or None when a check of it is open."""
        if self.status == "error" or any(c.status == "error" and c.exercise == exercise for c in self.checks):
            return None
        return round(sum(c.score for c in self.checks if c.exercise == exercise), 2)
