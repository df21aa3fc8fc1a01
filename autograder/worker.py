"""One worker's process: takes submissions as JSON lines on stdin, gives results as JSON lines on stdout.

    python -m autograder.worker '{"lang": "en", "unsandboxed": false, "level": "floor"}'

Started by `autograder.grading`. It holds a pytest session and a fork-server; it keeps nothing between
submissions and writes no file, so that it may be killed at any moment.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from autograder import session
from autograder.corpus import mistakes
from autograder.guest import sandbox
from autograder.handle import GraderFault
from autograder.model import Cell, Finding, Lang, Submission, UsageError
from autograder.report import result_to_json


def mistake_words(lang: Lang) -> dict[str, dict[str, str]]:
    """Return what is said of each known mistake: the words of its first program."""
    words: dict[str, dict[str, str]] = {}
    for program in mistakes():
        if program.mistake is not None:
            words.setdefault(program.mistake, {"why": program.why[lang], "next": program.next[lang]})
    return words


def submission_to_json(submission: Submission) -> dict[str, Any]:
    """Return a submission as JSON values."""
    return {
        "student": submission.student,
        "file": submission.file,
        "sha256": submission.sha256,
        "cells": [[c.name, c.source] for c in submission.cells],
        "problem": _finding_to_json(submission.problem) if submission.problem else None,
        "flags": [_finding_to_json(f) for f in submission.flags],
    }


def submission_from_json(value: Mapping[str, Any]) -> Submission:
    """Return what `submission_to_json` was given."""
    return Submission(
        value["student"],
        value["file"],
        value["sha256"],
        tuple(Cell(name, source) for name, source in value["cells"]),
        Finding(**value["problem"]) if value["problem"] else None,
        tuple(Finding(**f) for f in value["flags"]),
    )


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    return {"key": finding.key, "args": dict(finding.args)}


def main() -> int:
    """Serve until stdin ends. Exit code 2 after a usage error, 5 when the fork-server is lost."""
    options = json.loads(sys.argv[1])
    lines, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints by mistake must not get between the lines of results
    sandbox.protect_self()
    lang: Lang = options["lang"]

    def say(message: Mapping[str, Any]) -> None:
        out.write(json.dumps(message).encode() + b"\n")
        out.flush()

    def work(examine: session.Examine) -> None:
        words = mistake_words(lang)
        say({"ready": os.getpid()})
        for line in lines:
            found = examine(submission_from_json(json.loads(line)))
            document = result_to_json(found.result, lang, words)
            say({"document": document, "answers": base64.b64encode(found.answers).decode()})

    try:
        session.run(work, options["unsandboxed"], options["level"])
    except UsageError as error:
        say({"usage": str(error)})
        return 2
    except GraderFault as error:
        print(error, file=sys.stderr)
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(main())
