"""Writes Gradescope's results.json; used by the registry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.adapters.checklist import file_for, lines
from autograder.adapters.target import Exported, Options, listed
from autograder.feedback import score, status
from autograder.model import Result
from autograder.report import encode, message_text, write_atomic
from autograder.words import plain, render, ui


def export(results: Sequence[Result], out: Path, options: Options) -> Exported:
    """Write `results.json`, one per student in a folder of its own where there are several.

    An open mark has no score: Gradescope then says that the autograder failed, and grades nothing.
    """
    files = []
    for result in results:
        path = file_for(len(results), result.student, out, "results.json")
        write_atomic(path, encode(document(result, options)))
        files.append(path)
    still_open = [r.student for r in results if score(r) is None]
    notes = (f"Open marks, without a score: {listed(still_open)}.",) if still_open else ()
    return Exported(tuple(files), notes)


def document(result: Result, options: Options) -> dict[str, Any]:
    """Return one result in Gradescope's format; every test is visible, since a hidden one hides the total."""
    earned, lang = score(result), options.lang
    common: dict[str, Any] = {
        "execution_time": round(result.seconds, 3),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"status": status(result), "sha256": result.sha256, "kit": result.kit},
    }
    if earned is None:
        return {**common, "output": ui("page.score_open", lang)}
    output = ""
    if result.problem is not None:
        output = message_text(render(result.problem, lang), lang)
    if result.manual is not None:
        said = result.manual.comment and ui("colon", lang) + plain(result.manual.comment)
        output = "\n".join(part for part in (ui("page.manual", lang) + said, output) if part)
    return {
        **common,
        "score": earned,
        "output": output,
        "tests": [
            {
                "name": plain(line.name),
                "number": line.number,
                "score": round(line.score or 0.0, 4),
                "max_score": round(line.max_score, 4),
                "status": "passed" if line.passed else "failed",
                "output": line.output,
                "tags": [line.exercise],
                "visibility": "visible",
            }
            for line in lines(result, lang, options.mistake_words)
        ],
    }
