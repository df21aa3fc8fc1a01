"""What a notebook costs by `nbgrader autograde`, beside what it costs with nbgrader's own settings, in one run."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

import pytest
from nbgrader_road import Course, notebook_of
from nbgrader_stock import stock_course

from autograder import corpus

pytestmark = pytest.mark.slow

SHARE = 0.6 / 4.5
"""Of the processor time with nbgrader's own settings: 0.6 s a notebook where these take 4.5 s, and so on any core."""
NAMED = 2.0 * SHARE
"""For a wrong one, whose mistake is looked for among all that are known; with nbgrader alone nobody looks."""
RIGHT, WRONG, STOCK = 80, 40, 4


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


def hand_in(course: Course, programs: list[corpus.Program], prefix: str) -> None:
    for number, program in enumerate(programs):
        notebook = program.submission
        if not program.filename.endswith(".ipynb"):
            course.hand_in(f"{prefix}{number:03}", rnn_ipynb=notebook_of(notebook.decode()))
        else:
            course.hand_in(f"{prefix}{number:03}", rnn_ipynb=notebook)


def spread(programs: list[corpus.Program], count: int) -> list[corpus.Program]:
    """Return as many programs, from the first to the last."""
    return [programs[k * len(programs) // count] for k in range(count)]


def cost_s(course: Course) -> float:
    """Return the processor time of grading what is not graded yet."""
    with Meter() as meter:
        course.nbgrader("autograde", "tme4")
    return meter.most_s


def stock_s(course: Course, notebook: str, prefix: str) -> float:
    """Return what a right notebook costs with nbgrader's own settings."""
    for number in range(STOCK):
        course.hand_in(f"{prefix}{number}", rnn_ipynb=notebook)
    spent_s = cost_s(course) / STOCK
    assert course.scores()[f"{prefix}0"] == {f"check_{k}": 5.0 for k in range(4)}  # it did run
    return spent_s


def test_a_notebook_costs_its_share_of_what_nbgrader_alone_takes(fresh: Course, tmp_path: Path) -> None:
    stock, right = stock_course(tmp_path)
    accepted, mistakes = list(corpus.accepted()), list(corpus.mistakes())

    alone_s = stock_s(stock, right, "before")
    hand_in(fresh, accepted[:2], "start")
    start_s = cost_s(fresh)  # nbgrader and torch are imported, the suites collected, once a run
    hand_in(fresh, spread(accepted, RIGHT), "right")
    right_s = (cost_s(fresh) - start_s) / (RIGHT - 2)
    hand_in(fresh, spread(mistakes, WRONG), "wrong")
    wrong_s = (cost_s(fresh) - start_s) / (WRONG - 2)
    alone_s = (alone_s + stock_s(stock, right, "after")) / 2  # a core is slower at one time than at another
    assert len(fresh.scores()) == RIGHT + WRONG + 2
    print(
        f"of processor time a notebook: {right_s:.2f} s where it is right, {wrong_s:.2f} s where it is wrong (and "
        f"{start_s:.1f} s once); with nbgrader's own settings {alone_s:.2f} s: shares of {right_s / alone_s:.3f} and "
        f"{wrong_s / alone_s:.3f}"
    )
    assert 0.0 < right_s < SHARE * alone_s
    assert 0.0 < wrong_s < NAMED * alone_s
