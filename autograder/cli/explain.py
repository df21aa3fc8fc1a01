"""Say everything about one mark, and write a short script that shows a failed check by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.explain import account, find_check, find_result, script, script_path
from autograder.model import LANGS, Check, Result, UsageError
from autograder.report import write_atomic
from autograder.words import check_title
from autograder.worker import mistake_words

from .grade import place


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", type=place, help="the folder that `lab grade` wrote")
    parser.add_argument("student", help="as in grades.csv")
    parser.add_argument(
        "check", nargs="?", help="a check's id, the end of it, or its number on the page (3.2)"
    )
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of the messages")


def run(options: argparse.Namespace) -> int:
    """Print the account; write a script for the check asked for, or for each that failed."""
    result = find_result(options.out, options.student)
    check = find_check(result, options.check) if options.check else None
    shown = [check] if check else [c for c in result.checks if c.status == "failed"]
    scripts = [(c, path) for c in shown if (path := _write(options.out, result, c)) is not None]
    print(account(result, check, scripts, options.lang, mistake_words(options.lang)))
    return 0


def _write(out: Path, result: Result, check: Check) -> Path | None:
    text = script(result, check, check_title(check.id, "en"))
    if text is None:
        return None
    path = script_path(out, result, check)
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomic(path, text.encode())
    except OSError as error:
        raise UsageError(
            f"The script can't be written to {path.parent} ({error.strerror}): make {out} writable, or copy it."
        ) from None
    return path
