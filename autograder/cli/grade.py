"""Grade a file, a folder of submissions, or an LMS's zip."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from autograder import grading
from autograder.feedback import score
from autograder.grading import processors
from autograder.model import LANGS
from autograder.report import summary_text, wants_colour
from autograder.session import LEVELS

from .progress import Progress


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "submissions", type=place, help="a .py or .ipynb file, a folder, a Moodle or Canvas zip"
    )
    parser.add_argument("--out", type=place, required=True, help="folder for results, pages and marks")
    parser.add_argument(
        "--jobs", type=positive, default=None, help="worker processes (default: one a processor)"
    )
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of messages and pages")
    parser.add_argument("--require-sandbox", choices=tuple(LEVELS), default="floor", metavar="LEVEL",
                        help=f"the least sandbox to accept: {', '.join(LEVELS)}")  # fmt: skip
    parser.add_argument("--allow-unsandboxed", action="store_true",
                        help="grade even where student code can't be closed in; every result bears it")  # fmt: skip
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="address of a Dask scheduler whose workers grade"
    )


def place(text: str) -> Path:
    """Read a path, as argparse's type: an empty one, as of a variable that is not set, is not the working folder."""
    if not text:
        raise argparse.ArgumentTypeError("must not be empty")
    return Path(text)


def positive(text: str) -> int:
    """Read a whole number from 1, as argparse's type."""
    value = int(text) if text.isdigit() else 0
    if value < 1:
        raise argparse.ArgumentTypeError("must be a whole number from 1")
    return value


def run(options: argparse.Namespace) -> int:
    """Grade, then say where the marks are."""
    jobs = options.jobs or processors()
    chosen = grading.Options(
        jobs, options.lang, options.allow_unsandboxed, options.require_sandbox, options.cluster or ""
    )
    show = Progress()
    try:
        results = grading.grade(options.submissions, options.out, chosen, show)
    finally:
        show.close()
    print(summary_text(results, options.lang, options.out, wants_colour(sys.stdout)))
    return 3 if any(score(r) is None for r in results) else 0
