"""Make the file of a new known mistake from a submission whose wrong answers have no name. Imported within explain."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from autograder import corpus
from autograder.model import EXERCISES, LANGS, Result, Submission, UsageError

from .extract import overriding

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_BLANK = {
    "why.en": "",
    "why.fr": "",
    "next.en": "",
    "next.fr": "",
}


def unnamed_exercise(result: Result) -> str:
    """Return the first exercise that lost points without a name.

    Raises:
        UsageError: there is none.
    """
    named = {m.exercise for m in result.mistakes}
    failed = [c.exercise for c in result.checks if c.status == "failed" and c.exercise != "learning"]
    without = [e for e in EXERCISES if e in failed and e not in named]
    if not without or not result.group:
        raise UsageError(
            f"{result.student} has no mistake without a name: choose a member of an unnamed group of the class page."
        )
    return without[0]


def check_is_theirs(result: Result, submission: Submission, path: Path) -> None:
    """Check that a file is the one the result is about.

    Raises:
        UsageError: it is another file, or can't be read.
    """
    if submission.problem is not None:
        raise UsageError(f"{path} can't be read: give the file that {result.student} handed in.")
    if submission.sha256 != result.sha256:
        raise UsageError(
            f"{path} is not the file that {result.student} was graded on (another sha256): give that file,"
            " or its folder where it imports others."
        )


def mistake_file(result: Result, submission: Submission, mistake: str) -> tuple[Path, str]:
    """Return where the new file belongs and its text.

    Where the id is known, its words are taken over and the file is complete. Where it is new, the four lines of words
    are left empty, and the file's name ends in `.draft`, which the corpus does not read.

    Raises:
        UsageError: the id is not one, or the source does not hold the function.
    """
    if not _ID.match(mistake) or mistake == "none":
        raise UsageError(
            f"{mistake!r} can't be an id: use small letters, digits and hyphens, as in loss-sum."
        )
    exercise = unnamed_exercise(result)
    code = overriding(submission.cells, exercise)
    whole = "class RNN(" in code and "class RNN(Reference)" not in code
    others = [
        e
        for e in EXERCISES
        if e != exercise and (e == "learning" or whole) and (result.exercise_score(e) or 0.0) < EXERCISES[e]
    ]
    words = {p.mistake: p for p in reversed(corpus.mistakes())}.get(mistake)
    slots = dict(_BLANK)
    if words is not None:
        slots = {f"{slot}.{lang}": getattr(words, slot)[lang] for slot in ("why", "next") for lang in LANGS}
    header = {
        "id": mistake,
        "exercise": exercise,
        "loses": ", ".join([exercise, *(f"?{e}" for e in others)]),
        **slots,
    }
    lines = "\n".join(f"{key}: {value}".rstrip() for key, value in header.items())
    name = f"{mistake}--{result.group or hashlib.sha256(code.encode()).hexdigest()[:8]}.py"
    path = corpus.SOLUTIONS / "mistakes" / (name if words is not None else name + ".draft")
    return path, f'"""\n{lines}\n"""\n\n{code.lstrip()}'
