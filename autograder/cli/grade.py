"""Grade a file, a folder of submissions, or an LMS's zip."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from autograder import grading
from autograder.grading.run import processors
from autograder.model import LANGS
from autograder.report import summary_text, wants_colour
from autograder.session import LEVELS


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "submissions", type=Path, help="a .py or .ipynb file, a folder, a Moodle or Canvas zip"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for results, pages and marks")
    parser.add_argument(
        "--jobs", type=_positive, default=None, help="worker processes (default: one a processor)"
    )
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of messages and pages")
    parser.add_argument("--require-sandbox", choices=tuple(LEVELS), default="floor", metavar="LEVEL",
                        help=f"the least sandbox to accept: {', '.join(LEVELS)}")  # fmt: skip
    parser.add_argument("--allow-unsandboxed", action="store_true",
                        help="grade even where student code can't be closed in; every result bears it")  # fmt: skip
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="address of a Dask scheduler whose workers grade"
    )


def _positive(text: str) -> int:
    value = int(text) if text.isdigit() else 0
    if value < 1:
        raise argparse.ArgumentTypeError("must be a whole number from 1")
    return value


def run(options: argparse.Namespace) -> int:
    """Grade, then say where the marks are."""
    jobs = options.jobs or processors()
    chosen = grading.Options(jobs, options.lang, options.allow_unsandboxed, options.require_sandbox)
    show = _Progress()
    try:
        results = grading.grade(options.submissions, options.out, chosen, show)
    finally:
        show.close()
    print(summary_text(results, options.lang, options.out, wants_colour(sys.stdout)))
    return 3 if any(r.status == "error" for r in results) else 0


class _Progress:
    """A bar with the time left, on a terminal; a line now and then elsewhere. Both on stderr."""

    def __init__(self) -> None:
        self._bar = None
        self._last = time.monotonic()
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.description}"),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("")
            self._bar.start()

    def __call__(self, done: int, total: int, student: str) -> None:
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total, description=student)
        elif time.monotonic() - self._last > 5:
            self._last = time.monotonic()
            print(f"{done}/{total}", file=sys.stderr)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
