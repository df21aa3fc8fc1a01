"""Build what is handed out: the students' folder, or a course for nbgrader."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.handout import build_student
from autograder.model import LANGS
from autograder.nbgrader_course.course import build_course

TARGETS = {"student": build_student, "nbgrader": build_course}


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("target", choices=tuple(TARGETS), help="for whom")
    parser.add_argument("--to", type=Path, required=True, help="folder to write to")
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of text and comments")


def run(options: argparse.Namespace) -> int:
    """Write the files and list them."""
    for path in TARGETS[options.target](options.to, options.lang):
        print(path)
    return 0
