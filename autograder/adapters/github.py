"""Writes what GitHub's autograding takes: classroom's result and classroom50's; used by the registry."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from autograder.adapters.checklist import Line, file_for, lines
from autograder.adapters.target import Exported, Options, listed
from autograder.feedback import score, student_text
from autograder.model import MAX_SCORE, Finding, Result
from autograder.report import encode, message_text, write_atomic
from autograder.words import plain, render, ui

_UNITS = 100  # classroom50 wants whole numbers: it gets hundredths of a point
_CONTEXT = ("classroom", "assignment", "submission", "commit", "release", "review")


def export(results: Sequence[Result], out: Path, options: Options) -> Exported:
    """Write `classroom.txt` (the step output `result`) and `result.json` (classroom50) per student.

    An open mark has the status `error` for classroom and no `result.json`: it is not a mark of 0.
    """
    files, still_open = [], []
    for result in results:
        path = file_for(len(results), result.student, out, "classroom.txt")
        write_atomic(path, base64.b64encode(encode(classroom(result, options))) + b"\n")
        files.append(path)
        if score(result) is None:
            still_open.append(result.student)
            continue
        path = file_for(len(results), result.student, out, "result.json")
        write_atomic(path, encode(classroom50(result, options)))
        files.append(path)
    notes = (f"Open marks, sent as errors: {listed(still_open)}.",) if still_open else ()
    return Exported(tuple(files), notes)


def classroom(result: Result, options: Options) -> dict[str, Any]:
    """Return GitHub Classroom's result, version 1; fractions of points are kept."""
    earned = score(result)
    if earned is None:
        test = {"name": ui("page.score_open", options.lang), "status": "error", "score": 0}
        # the stock reporter adds points where max_score is not 0: an open mark must not be posted as 0 of 20
        return {"version": 1, "status": "error", "max_score": 0, "tests": [test]}
    tests = [
        {
            "name": f"{line.number} {plain(line.name)}",
            "status": "pass" if line.passed else "fail",
            "score": round(line.score or 0.0, 4),
            "max_score": round(line.max_score, 4),
            "message": line.output,
            "test_code": "",
            "filename": plain(result.file),
            "line_no": 0,
            "duration": 0,
        }
        for line in _lines(result, options)
    ]
    passed = earned >= MAX_SCORE - 1e-9
    return {"version": 1, "status": "pass" if passed else "fail", "max_score": MAX_SCORE, "tests": tests}


def classroom50(result: Result, options: Options) -> dict[str, Any]:
    """Return classroom50's result; its whole numbers are hundredths of a point."""
    context = dict(options.context)
    if options.assignment:
        context.setdefault("assignment", options.assignment)
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return {
        "schema": "classroom50/result/v1",
        **{name: context.get(name, "") for name in _CONTEXT},
        "datetime": context.get("datetime", now),
        "score": round((score(result) or 0.0) * _UNITS),
        "max-score": round(MAX_SCORE * _UNITS),
        "tests": [
            {
                "test-name": f"{line.number} {plain(line.name)}",
                "passed": line.passed,
                "score": round((line.score or 0.0) * _UNITS),
                "max-score": round(line.max_score * _UNITS),
                "message": line.output,
            }
            for line in _lines(result, options)
        ],
    }


def _lines(result: Result, options: Options) -> list[Line]:
    """Return the checks; one line that bears all the points where there are none, or where a person set the mark."""
    if (
        result.manual is not None
    ):  # the reporter adds up what the tests say: what was set by hand stands alone
        earned, name = score(result) or 0.0, ui("page.manual", options.lang)
        said = student_text(result, options.lang, options.mistake_words)
        return [Line("0", name, "", earned, MAX_SCORE, earned >= MAX_SCORE - 1e-9, said)]
    told = list(lines(result, options.lang, options.mistake_words))
    if told:
        return told
    why = render(result.problem or Finding("unreadable.other"), options.lang)
    return [Line("0", why.title, "", 0.0, MAX_SCORE, False, message_text(why, options.lang))]
