"""Make the file of a known mistake from a submission whose wrong answers have no name yet."""

from __future__ import annotations

import argparse

from autograder.explain import find_result
from autograder.explain.mistake import check_is_theirs, mistake_file
from autograder.model import UsageError
from autograder.report import write_atomic
from autograder.submission import discover, read

from .grade import place


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", type=place, help="the folder that `lab grade` wrote")
    parser.add_argument("student", help="a member of the unnamed group, as in grades.csv")
    parser.add_argument("file", type=place, help="the file that the student handed in")
    parser.add_argument(
        "--id", required=True, help="the mistake's id: a known one, or a new one like loss-sum"
    )


def run(options: argparse.Namespace) -> int:
    """Write the file and say what is left to be done."""
    result = find_result(options.out, options.student)
    submission = read(discover(options.file)[0])
    check_is_theirs(result, submission, options.file)
    path, text = mistake_file(result, submission, options.id)
    if path.exists():
        raise UsageError(f"{path} is there already: edit it, or delete it first.")
    try:
        write_atomic(path, text.encode())
    except OSError as error:
        raise UsageError(f"{path} can't be written ({error.strerror}): make its folder writable.") from None
    print(path)
    if path.suffix == ".draft":
        print(f"Fill in the four lines of words, then rename it to {path.with_suffix('').name}.")
    print("It holds a student's code: take out what tells who it is.")
    print(f"Then: lab verify 'mistakes/{options.id}--*'")
    return 0
