"""The verdicts as one JSON document, for programs. For the self-check's command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from autograder.model import KIT_VERSION, Finding, Lang, Submission
from autograder.words import render

from .examine import Verdict
from .words import why

SCHEMA = "rnn-lab/selfcheck/v1"


def document(
    submission: Submission,
    groups: Sequence[Sequence[Verdict]],
    notes: Sequence[str],
    lang: Lang,
    seconds: float,
) -> dict[str, Any]:
    """Return the verdicts of one examination; `passed` is about the graded checks that were asked for."""
    verdicts = [v for group in groups for v in group]
    graded = [v for v in verdicts if v.check.points] or verdicts
    return {
        "schema": SCHEMA,
        "kit": KIT_VERSION,
        "file": submission.file,
        "sha256": submission.sha256,
        "lang": lang,
        "passed": submission.problem is None and all(v.status == "passed" for v in graded),
        "score": sum(v.check.points for v in verdicts if v.status == "passed"),
        "max_score": sum(v.check.points for v in verdicts),
        "problem": _said(submission.problem, lang) if submission.problem else None,
        "checks": [_check(v, lang) for v in verdicts],
        "notes": list(notes),
        "seconds": round(seconds, 3),
    }


def _check(verdict: Verdict, lang: Lang) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": verdict.check.id,
        "exercise": verdict.check.exercise,
        "status": verdict.status,
        "score": verdict.check.points if verdict.status == "passed" else 0,
        "max_score": verdict.check.points,
    }
    if verdict.finding is not None:
        said["finding"] = _said(verdict.finding, lang)
    if verdict.found is not None:
        reason, following = why(verdict.found, lang)
        said["property"] = {"key": verdict.found.key, "why": reason, "next": following}
    if verdict.trace:
        said["trace"] = [[f.place, f.line, f.function, f.source] for f in verdict.trace]
    return said


def _said(finding: Finding, lang: Lang) -> dict[str, Any]:
    message = render(finding, lang)
    return {"key": finding.key, "title": message.title, **dict(message.slots())}


def encode(value: dict[str, Any]) -> str:
    """Return the document on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
