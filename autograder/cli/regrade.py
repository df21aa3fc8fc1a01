"""Judge the recorded answers again, show who changes and by how much, then write."""

from __future__ import annotations

import argparse
import sys

from autograder.grading import (
    Change,
    Judged,
    held,
    judge_again,
    lang_of,
    processors,
    read_overrides,
    write_again,
)
from autograder.model import LANGS, UsageError
from autograder.report import summary_text, wants_colour
from autograder.words import plain, points

from .grade import place, positive
from .progress import Progress

_LISTED = 10  # students who must be graded again: the first are named


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", type=place, help="the folder that `lab grade` wrote")
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    parser.add_argument(
        "--names",
        action="store_true",
        help="name the mistakes of everybody again, by the programs there are now",
    )
    parser.add_argument(
        "--jobs", type=positive, default=None, help="worker processes (default: one a processor)"
    )
    parser.add_argument("--lang", choices=LANGS, help="language of messages and pages (default: as before)")


def run(options: argparse.Namespace) -> int:
    """Show the difference and write it. Exit code 3 where somebody must be graded again."""
    overrides = read_overrides(options.out)
    with held(options.out, make=False):
        lang = options.lang or lang_of(options.out)
        show = Progress()
        try:
            judged = judge_again(options.out, lang, options.jobs or processors(), options.names, show)
        finally:
            show.close()
        print("\n".join(_told(judged)))
        if options.dry_run:
            print("Nothing was written (--dry-run).")
        else:
            if judged.changes and not options.yes:
                _ask()
            results = write_again(options.out, judged, overrides)
            print()
            print(summary_text(results, lang, options.out, wants_colour(sys.stdout)))
    return 3 if judged.lacking else 0


def _told(judged: Judged) -> list[str]:
    lines = [_row(change) for change in judged.changes]
    moved = len(judged.changes)
    others = len(judged.documents) - moved
    lines.append(f"{judged.count} judged again: {moved} marks change, {judged.count - moved} stay.")
    by_hand = sum(change.by_hand for change in judged.changes)
    if by_hand:
        lines.append(f"{by_hand} of these are set by hand (overrides.csv) and stay as they are set.")
    if others:
        lines.append(
            f"{others} results whose mark stays are written again: their texts or their version change."
        )
    for student, why in list(judged.lacking.items())[:_LISTED]:
        lines.append(f"  must be graded again: {plain(student, 60)} ({why})")
    if judged.lacking:
        lines.append(
            f"{len(judged.lacking)} must be graded again, and keep their marks until `lab grade` is run on their "
            "submissions with the same --out."
        )
    return lines


def _row(change: Change) -> str:
    before, after = change.before, change.after
    by = "" if before is None or after is None else f" ({after - before:+.4g})"
    parts = ", ".join(f"{name} {_points(a)} → {_points(b)}" for name, (a, b) in change.exercises.items())
    mark = f"{_points(before)} → {_points(after)}{by}"
    return f"  {plain(change.student, 60):<28} {mark:<24} {parts}{'  ✎' if change.by_hand else ''}"


def _points(mark: float | None) -> str:
    return points(mark, "en")


def _ask() -> None:
    """Ask whether to write.

    Raises:
        UsageError: the answer is no, or there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise UsageError("Nothing was written: give --yes to write these marks, or --dry-run to look only.")
    if input("Write these marks? [y/N] ").strip().lower() not in ("y", "yes", "o", "oui"):
        raise UsageError("Nothing was written.")
