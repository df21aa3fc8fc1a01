"""Which state of the grader gave which mark: a fingerprint, and the history in a result. Imported within grading."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from typing import Any

from autograder.model import KIT_VERSION, ROOT
from autograder.session import SUITES

_FOLDERS = ("arrays.py", "model.py", "session.py", "examiner", "guest", "handle", "submission")
"""What marks depend on. Names of mistakes and words are not among it: they change no mark."""


@functools.cache
def fingerprint() -> str:
    """Return a digest of what marks depend on: the suites, the checks, the guest, the reading of files."""
    digest = hashlib.sha256(KIT_VERSION.encode())
    places = [SUITES, *(ROOT / "autograder" / name for name in _FOLDERS)]
    for path in sorted(p for place in places for p in (place.rglob("*.py") if place.is_dir() else [place])):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def version_of(document: Mapping[str, Any]) -> str:
    """Return the fingerprint that a result was judged with last, "" where that is not written."""
    past = _past(document)
    return str(past[-1].get("fingerprint", "")) if past else ""


def with_history(document: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a result document with the marks that earlier versions gave, this one's the last.

    There is no date in it: grading the same file twice gives the same bytes. The marks are the grader's own,
    also where others were set by hand.
    """
    entry = {"kit": document["kit"], "fingerprint": fingerprint(), "sha256": document["sha256"]}
    past = _past(before or {})
    if past and all(past[-1].get(key) == value for key, value in entry.items()):
        past = past[:-1]
    return {**document, "history": [*past, {**entry, "score": document["score"]}]}


def _past(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    past = document.get("history")
    return [e for e in past if isinstance(e, dict)] if isinstance(past, list) else []
