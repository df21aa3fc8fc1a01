"""The programs the grader is graded with, and what each must come to. Imported within verify.

Four kinds: the stubs earn nothing, the reference and the accepted programs earn everything, the mistakes lose the
exercises that their header says, and no others.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder import corpus
from autograder.model import EXERCISES, LANGS, ROOT, Submission, UsageError
from autograder.submission import discover, read

Kind = Literal["stub", "right", "wrong"]
EVERY = frozenset(EXERCISES)
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """One program and its expected judgement."""

    name: str  # "accepted/tabs", "mistakes/loss-sum--over-both", "assignment/en/rnn.py"
    kind: Kind
    source: bytes
    filename: str  # "rnn.py" or "rnn.ipynb"
    mistake: str | None = None  # the id that must be given; None where none must be
    loses: frozenset[str] = NONE  # exercises that must lose points
    maybe: frozenset[str] = NONE  # exercises that may lose points
    also: frozenset[str] = NONE  # ids that are true too


def cases(patterns: Sequence[str] = ()) -> list[Case]:
    """Return the whole corpus, or the programs whose name fits one of the patterns (`*` stands for anything).

    Raises:
        UsageError: no program fits, or the corpus can't be read.
    """
    try:
        found = [*_stubs(), *_right(), *_wrong()]
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The corpus can't be read ({error}): correct the file, or run `lab handout`."
        ) from None
    chosen = [c for c in found if not patterns or any(_fits(c.name, p) for p in patterns)]
    if not chosen:
        raise UsageError(f"No program of the corpus fits {', '.join(patterns)}: try '*{patterns[0]}*'.")
    return chosen


def _fits(name: str, pattern: str) -> bool:
    return fnmatch.fnmatchcase(name, pattern) or name.rpartition("/")[2] == pattern


def _stubs() -> list[Case]:
    paths = [ROOT / "assignment" / lang / name for lang in LANGS for name in ("rnn.py", "rnn.ipynb")]
    return [
        Case(p.relative_to(ROOT).as_posix(), "stub", p.read_bytes(), p.name, loses=EVERY, also=_NOT_ATTEMPTED)
        for p in paths
    ]


_NOT_ATTEMPTED = frozenset({"not-attempted"})


def _right() -> list[Case]:
    reference = Case("solutions/rnn.py", "right", (corpus.SOLUTIONS / "rnn.py").read_bytes(), "rnn.py")
    return [
        reference,
        *(Case(f"accepted/{p.name}", "right", p.submission, p.filename) for p in corpus.accepted()),
    ]


def _wrong() -> list[Case]:
    return [
        Case(f"mistakes/{p.name}", "wrong", p.submission, p.filename, p.mistake, p.loses, p.maybe, p.also)
        for p in corpus.mistakes()
    ]


def submission(case: Case) -> Submission:
    """Return a program as the intake reads it from a student's file, under the program's name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / case.filename
        path.write_bytes(case.source)
        return dataclasses.replace(read(discover(path)[0]), student=case.name)
