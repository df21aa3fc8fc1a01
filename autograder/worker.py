"""One worker's process: takes submissions as JSON lines on stdin, gives results as JSON lines on stdout.

    python -m autograder.worker '{"lang": "en", "unsandboxed": false, "level": "floor", "again": "", "names": true,
        "record": true}'

Started by `autograder.grading`. It holds a pytest session and a fork-server; it keeps nothing between
submissions and writes no file, so that it may be killed at any moment. With "again" it has no fork-server:
the lines are results with their records, which are judged again; with "rename" mistakes are named afresh.
"""

from __future__ import annotations

import base64
import json
import os
import select
import sys
import threading
from collections.abc import Mapping
from typing import Any

from autograder import replay, session
from autograder.corpus import mistakes
from autograder.guest import sandbox
from autograder.handle import GraderFault, submission_of, with_submission
from autograder.model import Cell, Finding, Lang, Submission, UsageError
from autograder.report import result_from_json, result_to_json
from autograder.words.mistakes import in_general


def mistake_words(lang: Lang) -> dict[str, dict[str, str]]:
    """Return what is said of each known mistake, by its id, and of each of its programs, by "id--form".

    Of the mistake: what all its programs say, or, where they differ, what is true of all: a sigmoid is no arctangent.
    """
    forms: dict[str, list[dict[str, str]]] = {}
    words: dict[str, dict[str, str]] = {}
    for program in mistakes():
        if program.mistake is not None:
            words[program.name] = {"why": program.why[lang], "next": program.next[lang]}
            forms.setdefault(program.mistake, []).append(words[program.name])
    for mistake, said in forms.items():
        words[mistake] = {slot: _common(mistake, said, slot, lang) for slot in said[0]}
    return words


def _common(mistake: str, forms: list[dict[str, str]], slot: str, lang: Lang) -> str:
    first = forms[0][slot]
    if all(form[slot] == first for form in forms):
        return first
    return in_general(mistake, lang).get(slot, first)


def submission_to_json(submission: Submission) -> dict[str, Any]:
    """Return a submission as JSON values."""
    return {
        "student": submission.student,
        "file": submission.file,
        "sha256": submission.sha256,
        "cells": [[c.name, c.source, c.module] for c in submission.cells],
        "problem": _finding_to_json(submission.problem) if submission.problem else None,
        "flags": [_finding_to_json(f) for f in submission.flags],
    }


def submission_from_json(value: Mapping[str, Any]) -> Submission:
    """Return what `submission_to_json` was given."""
    return Submission(
        value["student"],
        value["file"],
        value["sha256"],
        tuple(Cell(*cell) for cell in value["cells"]),
        Finding(**value["problem"]) if value["problem"] else None,
        tuple(Finding(**f) for f in value["flags"]),
    )


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    return {"key": finding.key, "args": dict(finding.args)}


def end_with(fd: int) -> None:
    """End this process once nobody holds the other end of a pipe, also while it examines something."""
    poll = select.poll()
    poll.register(fd, 0)  # hanging up is always reported; lines that wait to be read are none of its business
    poll.poll()
    os._exit(6)


def main() -> int:
    """Serve until stdin ends. Exit code 2 after a usage error, 5 when the fork-server is lost."""
    options = json.loads(sys.argv[1])
    lines, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints by mistake must not get between the lines of results
    threading.Thread(target=end_with, args=(lines.fileno(),), daemon=True).start()
    sandbox.protect_self()
    lang: Lang = options["lang"]

    def say(message: Mapping[str, Any]) -> None:
        out.write(json.dumps(message).encode() + b"\n")
        out.flush()

    def work(examine: session.Examine) -> None:
        words = mistake_words(lang)
        say({"ready": os.getpid()})
        for line in lines:
            question = json.loads(line)
            found = examine(submission_from_json(question))
            document = result_to_json(found.result, lang, words)
            record = b""
            if options["record"] and found.result.status != "error":
                record = with_submission(json.dumps(question).encode(), found.answers)
            say({"document": document, "answers": base64.b64encode(record).decode()})

    def work_again(judge: replay.Again) -> None:
        words = mistake_words(lang)
        say({"ready": os.getpid()})
        for line in lines:
            say(_judged(judge, json.loads(line), lang, words))

    try:
        if options["again"]:
            replay.run_again(work_again, options["again"] == "rename")
        else:
            session.run(work, *(options[name] for name in ("unsandboxed", "level", "names", "record")))
    except UsageError as error:
        say({"usage": str(error)})
        return 2
    except GraderFault as error:
        print(error, file=sys.stderr)
        return 5
    return 0


def _judged(
    judge: replay.Again, question: Mapping[str, Any], lang: Lang, words: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Return {"document"} of a record judged again, or {"lacking"} and why it can't be."""
    before, data = result_from_json(question["before"]), base64.b64decode(question["answers"])
    try:
        submission = submission_from_json(json.loads(submission_of(data)))
    except (ValueError, KeyError, TypeError) as error:
        return {"lacking": f"the record is damaged: {error}"}
    if submission.sha256 != before.sha256:
        return {"lacking": "the record is of another file than the result"}
    try:
        result = judge(submission, data, before).result
    except ValueError as error:
        return {"lacking": f"the record is damaged: {error}"}
    if result.status == "error":
        return {"lacking": str(result.problem.args.get("what", "") if result.problem else result.status)}
    return {"document": result_to_json(result, lang, words)}


if __name__ == "__main__":
    sys.exit(main())
