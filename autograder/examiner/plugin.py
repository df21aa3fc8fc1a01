"""The pytest plugin that examines many submissions in one session: tests are collected once, run for each.

A hidden suite is an ordinary pytest module. `@pytest.mark.exercise(name, points=…, needs_any=(…))` says what a test
is worth; the `student` fixture is what it asks. A Mismatch fails the check; any other exception is our own
fault, and leaves the mark open.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.model import EXERCISES, Check, Finding, UsageError

from .student import Student
from .verdict import Mismatch

_THEIRS = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")
_OPTIONS = [
    "--strict-markers",
    "--capture=no",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:terminal",
    "-p",
    "no:logging",
]
_MARKER = (
    "exercise(name, points, needs_any): the exercise, the points, and checks of which one must have passed"
)


class Examiner:
    """Runs the collected checks on one student at a time.

    Args:
        work: called once after collection, with a function that examines a student and returns the verdicts.
    """

    def __init__(self, work: Callable[[Callable[[Student], list[Check]]], None]) -> None:
        self._work = work
        self._items: list[pytest.Item] = []
        self._student: Student | None = None
        self._verdicts: dict[str, Check] = {}
        self.failure: BaseException | None = None

    @pytest.fixture
    def student(self) -> Student:
        """The submission under examination: ask it, it holds no tensor."""
        assert self._student is not None
        return self._student

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", _MARKER)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failure = UsageError(f"The hidden suites can't be collected: {report.longreprtext[-800:]}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        if self.failure is None:
            try:
                self._items = _ordered(session.items)
                self._work(self.examine)
            except BaseException as error:
                self.failure = error
        return True

    def examine(self, student: Student) -> list[Check]:
        """Return the verdict of every check on one student."""
        self._student, self._verdicts = student, {}
        for item, following in zip(self._items, [*self._items[1:], None]):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        self._student = None
        return [self._verdicts[check_id(item)] for item in self._items]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        """Skip a check that builds on one which did not pass."""
        marker = item.get_closest_marker("exercise")
        assert marker is not None
        needs = [self._verdicts[f"{marker.args[0]}/{need}"] for need in marker.kwargs.get("needs_any", ())]
        if needs and all(needed.status != "passed" for needed in needs):
            pytest.skip("needs another check")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport | None:
        """Note the verdict, in place of pytest's own report: its traceback costs more than the examination."""
        name = check_id(item)
        if call.excinfo is None:
            if call.when == "call":
                self._verdicts[name] = _verdict(item, "passed", None)
            return None
        error = call.excinfo.value
        if isinstance(error, Mismatch):
            self._verdicts[name] = _verdict(item, "failed", error.finding)
        elif isinstance(error, pytest.skip.Exception):
            self._verdicts[name] = _verdict(item, "skipped", None)
        elif isinstance(error, KeyboardInterrupt):
            raise error
        else:
            what = f"{type(error).__name__}: {error}"[:300]
            self._verdicts[name] = _verdict(item, "error", Finding("error.internal", {"what": what}))
        assert call.when != "collect"
        return pytest.TestReport(item.nodeid, item.location, {}, "failed", None, call.when)


def check_id(item: pytest.Item) -> str:
    """Return "exercise/what_it_checks"."""
    marker = item.get_closest_marker("exercise")
    assert marker is not None
    return f"{marker.args[0]}/{item.name.removeprefix('test_')}"


def _verdict(item: pytest.Item, status: Any, finding: Finding | None) -> Check:
    marker = item.get_closest_marker("exercise")
    assert marker is not None
    points = float(marker.kwargs["points"])
    return Check(
        check_id(item), marker.args[0], status, points if status == "passed" else 0.0, points, finding
    )


def _ordered(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the items by exercise; refuse suites whose points are not those of the lab."""
    totals = dict.fromkeys(EXERCISES, 0.0)
    for item in items:
        marker = item.get_closest_marker("exercise")
        if (
            marker is None
            or marker.args[:1] == ()
            or marker.args[0] not in totals
            or "points" not in marker.kwargs
        ):
            raise UsageError(
                f"The hidden check {item.nodeid} needs @pytest.mark.exercise(<exercise>, points=…)."
            )
        totals[marker.args[0]] += float(marker.kwargs["points"])
    if totals != dict(EXERCISES):
        raise UsageError(f"The points of the hidden checks are {totals}: change them to {dict(EXERCISES)}.")
    order = {name: k for k, name in enumerate(EXERCISES)}
    return sorted(items, key=lambda item: order[item.get_closest_marker("exercise").args[0]])  # type: ignore[union-attr]


def run(suites: Path, work: Callable[[Callable[[Student], list[Check]]], None]) -> None:
    """Collect the suites once and call `work` with the function that examines a student.

    Raises:
        UsageError: the suites can't be collected, or their points are not those of the lab.
    """
    plugin = Examiner(work)
    where = [f"--rootdir={suites}", "-c", str(suites / "pytest.ini"), str(suites)]
    # what somebody set for tests of their own would end the session, or leave checks out
    theirs = {name: os.environ.pop(name) for name in _THEIRS if name in os.environ}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        pytest.main([*_OPTIONS, *where], plugins=[plugin])
    finally:
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update(theirs)
    if plugin.failure is not None:
        raise plugin.failure
