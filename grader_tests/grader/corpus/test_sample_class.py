"""The sample class is what it says: each student listed, found and readable as expected, in many ways."""

import ast
import json
import re

import pytest
from mistake_ids import CATALOGUE

from autograder.model import EXERCISES, ROOT
from autograder.submission import discover, read

FOLDER = ROOT / "grader_tests" / "sample_class"


def expected():
    """Read the file of expectations, whose values are lists, numbers and strings that JSON reads too."""
    students, entry = {}, {}
    for line in FOLDER.with_suffix(".toml").read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"\[([\w-]+)\]", line):
            entry = students.setdefault(header[1], {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            entry[key] = json.loads(value)
    return students


EXPECTED = expected()


@pytest.fixture(scope="module")
def submissions():
    return {s.student: s for s in map(read, discover(FOLDER))}


def test_every_student_is_found_and_no_other(submissions):
    assert set(submissions) == set(EXPECTED)


@pytest.mark.parametrize("student", EXPECTED)
def test_expectation_is_well_formed(student):
    entry = EXPECTED[student]
    assert set(entry) <= {"loses", "maybe", "mistakes", "score", "status"}
    assert set(entry["loses"]) | set(entry.get("maybe", [])) <= set(EXERCISES)
    assert not set(entry["loses"]) & set(entry.get("maybe", []))
    assert set(entry["mistakes"]) <= set(CATALOGUE)
    if not entry["loses"]:
        assert entry["score"] == 20
        assert entry["mistakes"] == []


@pytest.mark.parametrize("student", EXPECTED)
def test_only_what_is_unreadable_is_unreadable(submissions, student):
    is_unreadable = EXPECTED[student].get("status") == "unreadable"
    assert (submissions[student].problem is not None) == is_unreadable


def test_the_class_is_varied(submissions):
    right = [s for s, entry in EXPECTED.items() if not entry["loses"]]
    mistakes = {m for entry in EXPECTED.values() for m in entry["mistakes"]}
    assert len(EXPECTED) >= 34
    assert len(right) >= 12
    assert len(mistakes) >= 18
    assert len({answers(submissions[s]) for s in right}) == len(right)


def answers(submission):
    """Return what a submission answers with, without docstrings: two right programs must differ in it."""
    kept = []
    for cell in submission.cells:
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name in ("one_step", "forward", "training_loss"):
                kept += [ast.dump(statement) for statement in node.body if not _is_text(statement)]
    return tuple(kept)


def _is_text(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
