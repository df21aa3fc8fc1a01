"""The whole corpus by both roads, `nbgrader autograde` and `lab grade`: the same marks, to the hundredth."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from nbgrader_road import Course, notebook_of

from autograder import corpus
from autograder.cli import main as lab
from autograder.model import EXERCISES

pytestmark = pytest.mark.slow


def hand_in(course: Course) -> int:
    """Put every program in: a notebook as it is, a script by turns into an answer's cell or beside the notebook."""
    programs = [*corpus.accepted(), *corpus.mistakes()]
    stub = (course.root / "release" / "tme4" / "rnn.ipynb").read_bytes()
    for number, program in enumerate(programs):
        student = f"p{number:03}-{program.name.replace('/', '-')}"[:80]
        if program.filename.endswith(".ipynb"):
            course.hand_in(student, rnn_ipynb=program.submission)
        elif number % 2:
            course.hand_in(student, rnn_ipynb=stub, rnn_py=program.submission)
        else:
            course.hand_in(student, rnn_ipynb=notebook_of(program.submission.decode()))
    return len(programs)


def test_marks_are_the_same_by_both_roads(fresh: Course, tmp_path: Path) -> None:
    count = hand_in(fresh)
    fresh.nbgrader("autograde", "tme4")
    graded = tmp_path / "graded"
    assert lab(["grade", str(fresh.root), "--out", str(graded), "--jobs", "2", "--lang", "fr"]) == 0
    with (graded / "grades.csv").open(newline="", encoding="utf-8") as stream:
        rows = {row["student"]: row for row in csv.DictReader(stream)}
    scores = fresh.scores()
    assert set(rows) == set(scores) and len(rows) == count
    differing = {
        student: (row["score"], scores[student])
        for student, row in rows.items()
        if float(row["score"]) != pytest.approx(sum(s or 0.0 for s in scores[student].values()), abs=0.005)
        or any(float(row[e]) != pytest.approx(scores[student][e], abs=0.005) for e in EXERCISES)
    }
    assert differing == {}
    fresh.nbgrader("export")
    with (fresh.root / "grades.csv").open(newline="", encoding="utf-8") as stream:
        exported = {row["student_id"]: row["score"] for row in csv.DictReader(stream)}
    assert {s: float(v) for s, v in exported.items()} == {s: float(row["score"]) for s, row in rows.items()}
