"""Send marks back to an LMS."""

from __future__ import annotations

import argparse

from autograder.adapters import ADAPTERS, Options
from autograder.grading import all_results
from autograder.model import LANGS, UsageError
from autograder.worker import mistake_words

from .grade import place


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", type=place, help="the folder that `lab grade` wrote")
    parser.add_argument("--to", choices=tuple(ADAPTERS), required=True, help="where the marks go")
    parser.add_argument("--into", type=place, help="folder to write to (default: OUT/export)")
    parser.add_argument("--worksheet", type=place, help="Moodle's offline grading worksheet, filled in")
    parser.add_argument("--roster", type=place, help="Canvas's gradebook, exported as CSV")
    parser.add_argument("--assignment", help="the assignment's name or column in the gradebook")
    parser.add_argument("--db-url", help="nbgrader's gradebook: the course's folder, or the database's URL")
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of comments")


def run(options: argparse.Namespace) -> int:
    """Write the files of a target, and say what was left alone."""
    into = options.into or options.out / "export"
    results = all_results(options.out)
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"Nothing can be written to {into} ({error.strerror}): give --into a folder."
        ) from None
    words = mistake_words(options.lang)
    chosen = Options(
        lang=options.lang,
        mistake_words=words,
        worksheet=options.worksheet,
        roster=options.roster,
        assignment=options.assignment,
        db_url=options.db_url,
    )
    exported = ADAPTERS[options.to](results, into, chosen)
    for note in exported.notes:
        print(note)
    for path in exported.files:
        print(path)
    return 0
