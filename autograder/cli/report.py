"""Write the class page, the feedback pages and grades.csv again from the results."""

from __future__ import annotations

import argparse
import sys

from autograder.grading import refresh
from autograder.model import LANGS
from autograder.report import summary_text, wants_colour

from .grade import place


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", type=place, help="the folder that `lab grade` wrote")
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of the pages")


def run(options: argparse.Namespace) -> int:
    """Write the pages and say where they are."""
    results = refresh(options.out, options.lang)
    print(summary_text(results, options.lang, options.out, wants_colour(sys.stdout)))
    return 0
