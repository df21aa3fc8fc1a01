"""The whole corpus by both roads, `nbgrader autograde` and `lab grade`: the same marks, to the hundredth."""

from __future__ import annotations

import contextlib
import csv
import os
import threading
import time
from pathlib import Path

import pytest
from nbgrader_road import Course, notebook_of

from autograder import corpus
from autograder.cli import main as lab
from autograder.model import EXERCISES

pytestmark = pytest.mark.slow

STARTS_S = 30.0  # of processor time: nbgrader and torch are imported, the suites collected, once a run
EACH_S = 0.6
ADDITIONS, ADDED_S = 10_000_000, 0.6
"""What a core of the kind that the limits are meant for adds up in a loop, and in how long: a slower one gets more."""


def pace() -> float:
    """Return how many times slower than such a core this one is; at least 1."""
    start, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return max(1.0, (time.process_time() - start) / ADDED_S)


class Meter:
    """Adds up the processor time of this process's descendants, those that ended included, while it runs.

    What the kernel adds up for us leaves the candidates out: their parent is ended before it is waited for.
    """

    def __init__(self) -> None:
        self.most_s = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Meter:
        self._own = self._used()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.25):
            self.most_s = max(self.most_s, self._used() - self._own)

    def _used(self) -> float:
        """Return seconds: of every live descendant, its own and those of its children that ended."""
        found: dict[int, tuple[int, int]] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                found[int(path.parent.name)] = (int(fields[1]), sum(int(field) for field in fields[11:15]))
        ours, more = {os.getpid()}, True
        while more:
            more = {pid for pid, (parent, _) in found.items() if parent in ours} - ours
            ours |= more
        return sum(found[pid][1] for pid in ours - {os.getpid()} if pid in found) / os.sysconf("SC_CLK_TCK")


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
    with Meter() as meter:
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
    slower = pace()
    print(
        f"{meter.most_s / count:.2f} s of processor time a notebook, over {count}, the start of all among it,"
        f" on a core {slower:.1f} times slower than the limit is meant for"
    )
    assert 0.0 < meter.most_s < slower * (STARTS_S + EACH_S * count)
