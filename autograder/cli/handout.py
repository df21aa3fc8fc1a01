"""Build what is handed out: the students' folder, their zips, or what nbgrader, Gradescope or GitHub take."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.handout import build_github, build_gradescope, build_release, build_student
from autograder.model import LANGS, Lang, UsageError
from autograder.nbgrader_course.course import build_course
from autograder.selfcheck.build import build as build_check

from .grade import place


def _student(to: Path, lang: Lang, replace: bool) -> list[Path]:
    """Write the students' folder, the self-check in it."""
    return build_student(to, lang, {"check.pyz": build_check()}, replace)


def _github(to: Path, lang: Lang, replace: bool) -> list[Path]:
    """Write the template repository, the self-check in it."""
    return build_github(to, lang, {"check.pyz": build_check()}, replace)


TARGETS = {"student": _student, "nbgrader": build_course, "gradescope": build_gradescope, "github": _github}


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("target", choices=tuple(TARGETS), help="for whom")
    parser.add_argument("--to", type=place, required=True, help="folder to write to")
    parser.add_argument(
        "--release", action="store_true", help="with student: one zip a language, to be handed out as it is"
    )
    parser.add_argument(
        "--replace", action="store_true", help="write over files that are there and say something else"
    )
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of text and comments")


def run(options: argparse.Namespace) -> int:
    """Write the files and list them."""
    if options.release and options.target != "student":
        raise UsageError("--release goes with the target student: leave it out, or ask for student.")
    if options.release:
        written = build_release(options.to, {"check.pyz": build_check()}, options.replace)
    else:
        written = TARGETS[options.target](options.to, options.lang, options.replace)
    print(*written, sep="\n")
    return 0
