"""Grade the grader: programs whose judgement is known, how often it is right, and where it is not."""

from __future__ import annotations

import argparse
import json
import sys

from autograder.grading.run import processors
from autograder.model import ROOT, UsageError
from autograder.verify import cases, grade_all, judge
from autograder.verify.figures import to_json
from autograder.verify.table import refresh, text

from .grade import positive
from .progress import Progress


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("programs", nargs="*", metavar="PROGRAM",
                        help="names of programs of the corpus, with * for anything (default: all)")  # fmt: skip
    parser.add_argument(
        "--jobs", type=positive, default=None, help="worker processes (default: one a processor)"
    )
    parser.add_argument("--json", action="store_true", help="everything as JSON, on stdout")
    parser.add_argument("--readme", action="store_true", help="refresh the figures in README.md")


def run(options: argparse.Namespace) -> int:
    """Grade the corpus and print the figures. Exit code 1 where the grader is wrong about a program."""
    if options.readme and options.programs:
        raise UsageError(
            "The README's figures are those of the whole corpus: give --readme without programs."
        )
    chosen = cases(options.programs)
    show = Progress()
    try:
        documents = grade_all(chosen, options.jobs or processors(), show)
    finally:
        show.close()
    outcomes = [judge(case, documents[case.name]) for case in chosen]
    if options.json:
        print(json.dumps(to_json(outcomes), ensure_ascii=False, indent=1))
    else:
        print(text(outcomes))
    if options.readme:
        changed = refresh(ROOT / "README.md", outcomes)
        print("README.md: figures refreshed" if changed else "README.md: unchanged", file=sys.stderr)
    return 1 if any(o.errors for o in outcomes) else 0
