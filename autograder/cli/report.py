"""Write the class page, the feedback pages and grades.csv again from the results."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from autograder.feedback import student_page
from autograder.grading.run import all_results, write_class
from autograder.model import LANGS
from autograder.report import summary_text, wants_colour, write_atomic
from autograder.worker import mistake_words


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", type=Path, help="the folder that `lab grade` wrote")
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of the pages")


def run(options: argparse.Namespace) -> int:
    """Write the pages and say where they are."""
    results, words = all_results(options.out), mistake_words(options.lang)
    for result in results:
        page = student_page(result, options.lang, words)
        write_atomic(options.out / "feedback" / f"{result.student}.html", page.encode())
    write_class(options.out, options.lang, results)
    print(summary_text(results, options.lang, options.out, wants_colour(sys.stdout)))
    return 0
