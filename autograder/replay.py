"""Judge recorded answers again: no student code runs. Imported by the worker and by `lab explain`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from autograder.diagnosis import Diagnosis, Panel, diagnose
from autograder.examiner import plugin
from autograder.examiner.drawing import Draws
from autograder.examiner.secret import course_secret
from autograder.examiner.student import Student
from autograder.handle import ForkServer, GraderFault, Guest, Plan, Recording
from autograder.model import EXERCISES, Check, Result, Submission, UsageError
from autograder.session import FORBIDDEN, SUITES, Examined, choose_layers, examined

Again = Callable[[Submission, bytes, Result], Examined]


def run_again(work: Callable[[Again], None], rename: bool = False) -> None:
    """Call `work` with a function that judges a record again, without running any student code.

    The names of mistakes are kept in exercises whose verdicts are what they were. Elsewhere, and everywhere
    with `rename`, the mistakes' own programs are asked again, in guests that are started when first needed.

    Raises:
        UsageError: no secret, or suites that can't be collected.
    """
    secret, panels = course_secret(), _Panels()

    def with_checks(check: Callable[[Student], list[Check]]) -> None:
        def examine(submission: Submission, answers: bytes, before: Result) -> Examined:
            guest = Guest(None, recording=Recording(answers))
            student = Student(submission, guest, Draws(secret, submission.sha256))

            def name(checks: list[Check]) -> Diagnosis:
                return _named_again(student, checks, before, panels, rename)

            found = examined(student, guest, None, check, name).result
            bare = [f for f in before.flags if f.key == "flag.unsandboxed"]
            return Examined(
                dataclasses.replace(
                    found, sandbox=before.sandbox, seconds=before.seconds, flags=(*found.flags, *bare)
                ),
                answers,
            )

        work(examine)

    try:
        plugin.run(SUITES, with_checks)
    finally:
        panels.close()


class _Panels:
    """The panel of mistakes while judging again, started when it is first needed."""

    def __init__(self) -> None:
        self._server: ForkServer | None = None
        self._panel: Panel | None = None

    def get(self) -> Panel:
        """Return the panel.

        Raises:
            GraderFault: there is no sandbox here for its programs.
        """
        if self._panel is None:
            self._server = server = ForkServer()
            try:
                layers = choose_layers(server.hello()["capabilities"], unsandboxed=False)
            except UsageError as error:
                raise GraderFault(str(error)) from None
            self._panel = Panel(lambda: server.fork(Plan(layers, FORBIDDEN)))
        return self._panel

    def close(self) -> None:
        """End what was started."""
        if self._panel is not None:
            self._panel.close()
        if self._server is not None:
            self._server.close()


def _named_again(
    student: Student, checks: list[Check], before: Result, panels: _Panels, rename: bool
) -> Diagnosis:
    """Return the names that were given where the verdicts are what they were, new ones or none elsewhere."""
    same = {e for e in EXERCISES if _verdicts(checks, e) == _verdicts(before.checks, e)}
    if len(same) == len(EXERCISES) and not rename:
        return Diagnosis(before.mistakes, before.group)
    kept = [] if rename else [m for m in before.mistakes if m.exercise in same]
    try:
        found = diagnose(student, checks, panels.get())
    except GraderFault:  # the record lacks the questions by which mistakes are told apart
        unchanged = len(same) == len(EXERCISES)
        names = tuple(m for m in before.mistakes if m.exercise in same)
        return Diagnosis(names, before.group if unchanged else "")
    new = [m for m in found.mistakes if rename or m.exercise not in same]
    order = list(EXERCISES)
    return Diagnosis(tuple(sorted((*kept, *new), key=lambda m: order.index(m.exercise))), found.group)


def _verdicts(checks: Sequence[Check], exercise: str) -> list[tuple[str, str, str]]:
    return [(c.id, c.status, c.finding.key if c.finding else "") for c in checks if c.exercise == exercise]
