"""Examine submissions one after another: guest, checks, diagnosis, result. Imported by worker and `replay`."""

from __future__ import annotations

import dataclasses
import gc
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from autograder.diagnosis import Diagnosis, Panel, diagnose
from autograder.examiner import plugin
from autograder.examiner.drawing import Draws
from autograder.examiner.loading import Loaded, explained, load_findings
from autograder.examiner.precision import settle
from autograder.examiner.secret import course_secret
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.handle import ForkServer, GraderFault, Guest, Plan, Recorder
from autograder.model import ROOT, Check, Finding, Result, Submission, UsageError

SUITES = ROOT / "grader_tests" / "hidden"
FLOOR = "seccomp"
FORBIDDEN = (str(SUITES), str(ROOT / "solutions"), str(ROOT))

EXAMINATIONS = 3
"""Of a submission whose guests are killed, before it is held to be its own doing."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A submission's result and the record of what it answered."""

    result: Result
    answers: bytes = b""


Examine = Callable[[Submission], Examined]


def choose_layers(capabilities: Mapping[str, str], unsandboxed: bool) -> tuple[str, ...]:
    """Return the layers of the sandbox that this machine offers; () where it lacks the floor and may.

    Raises:
        UsageError: the floor is missing and grading without it was not asked for.
    """
    layers = tuple(name for name, state in capabilities.items() if state == "yes")
    if FLOOR in layers:
        return layers
    if not unsandboxed:
        why = capabilities.get(FLOOR, "unknown").removeprefix("no: ")
        raise UsageError(
            f"Student code can't be closed in on this machine ({FLOOR}: {why}): grade on Linux or in a container, or "
            "give --allow-unsandboxed if every submission is your own."
        )
    return ()


LEVELS = {
    "floor": ("seccomp",),
    "landlock": ("seccomp", "landlock"),
    "full": ("seccomp", "landlock", "namespaces", "private_root"),
}
"""What `--require-sandbox` may ask for: the layers without which nothing is graded."""


def require(capabilities: Mapping[str, str], level: str) -> None:
    """Check that the machine offers a level of the sandbox.

    Raises:
        UsageError: it does not.
    """
    missing = [name for name in LEVELS[level] if capabilities.get(name) != "yes"]
    if missing:
        raise UsageError(
            f"The sandbox lacks {', '.join(missing)} on this machine, which --require-sandbox {level} asks for: "
            "see `lab doctor`, or ask for a lower level."
        )


def run(
    work: Callable[[Examine], None],
    unsandboxed: bool = False,
    level: str = "floor",
    names: bool = True,
    record: bool = True,
) -> None:
    """Start a fork-server, collect the hidden suites once, and call `work` with a function that examines.

    Args:
        names: whether failed checks are diagnosed; marks do not hang on it.
        record: whether what is answered is recorded.

    Raises:
        UsageError: no sandbox, no secret, or suites that can't be collected.
        GraderFault: the fork-server does not start.
    """
    secret = course_secret()
    server = ForkServer()
    try:
        capabilities = server.hello()["capabilities"]
        layers = choose_layers(capabilities, unsandboxed)
        if not unsandboxed:
            require(capabilities, level)
        panel = Panel(lambda: server.fork(Plan(layers, FORBIDDEN)))

        def with_checks(check: Callable[[Student], list[Check]]) -> None:
            def once(submission: Submission) -> tuple[Examined, bool]:
                recorder, killed = Recorder(kept=record), panel.killed
                guest = Guest(lambda: server.fork(Plan(layers, FORBIDDEN)), recorder)
                student = Student(submission, guest, Draws(secret, submission.sha256))
                name = partial(diagnose, student, panel=panel) if names else _no_names
                found = examined(student, guest, recorder, check, name)
                if not server.alive():  # it may have taken a name with it
                    raise GraderFault("the fork-server is gone")
                return found, guest.killed + panel.killed > killed

            def examine(submission: Submission) -> Examined:
                found: list[Examined] = []
                while len(found) < EXAMINATIONS:
                    one, killed = once(submission)
                    found.append(one)
                    if not killed:
                        return one
                if all(one.result.checks == found[0].result.checks for one in found):
                    return found[-1]  # always at the same place: its own doing
                problem = Finding(
                    "error.internal", {"what": "something kills the guests: is there memory enough?"}
                )
                return Examined(dataclasses.replace(found[-1].result, status="error", problem=problem))

            gc.collect()
            gc.freeze()  # the suites and what runs them stay: no collection need look at them again
            work(examine)

        plugin.run(SUITES, with_checks)
        panel.close()
    finally:
        server.close()


def _no_names(checks: list[Check]) -> Diagnosis:
    return Diagnosis(())


def examined(
    student: Student,
    guest: Guest,
    recorder: Recorder | None,
    check: Callable[[Student], list[Check]],
    name: Callable[[list[Check]], Diagnosis],
) -> Examined:
    """Check one student, live or from a record, and return the result; the guest is stopped.

    Args:
        recorder: what the guest records to; None where a record is replayed.
        check: gives the verdicts.
        name: gives the mistakes behind failed checks.
    """
    submission, start = student.submission, time.monotonic()
    blank = Result(submission.student, submission.file, submission.sha256, "graded", flags=submission.flags)
    if submission.problem is not None:
        return Examined(dataclasses.replace(blank, status="unreadable", problem=submission.problem))
    diagnosis = Diagnosis(())
    checks: list[Check] = []
    loaded: Loaded | None = None
    problem: Finding | None = None
    flags: tuple[Finding, ...] = ()
    try:
        try:
            loaded = student.load()
            flags = load_findings(loaded)
            settle(student)
        except Mismatch:
            pass  # every check that asks for the program will say so
        checks = check(student)
        if loaded is not None:
            checks = [explained(c, loaded, submission.cells) for c in checks]
        if any(c.status == "failed" for c in checks):
            try:
                diagnosis = name(checks)
            except (
                Exception
            ) as error:  # a name earns no points: without one the mark stands, and staff are told
                flags = (*flags, Finding("error.internal", {"what": f"no diagnosis: {error}"[:300]}))
        answers = recorder.dump() if recorder is not None else b""
    except Exception as error:  # ours, whatever it is: the mark stays open, and the class goes on
        answers = b""
        problem = Finding("error.internal", {"what": str(error)[:300]})
    finally:
        guest.stop()
    faults = [c.finding for c in checks if c.status == "error" and c.finding is not None]
    problem = problem or (faults[0] if faults else None)
    if guest.started and not guest.sandbox and recorder is not None:
        flags = (Finding("flag.unsandboxed"), *flags)
    result = dataclasses.replace(
        blank,
        status="error" if problem else "graded",
        problem=problem,
        checks=tuple(_with_mistakes(checks, diagnosis)),
        mistakes=diagnosis.mistakes,
        group=diagnosis.group,
        flags=(*submission.flags, *flags),
        sandbox=guest.sandbox,
        seconds=round(time.monotonic() - start, 3),
    )
    return Examined(result, answers)


def _with_mistakes(checks: list[Check], diagnosis: Diagnosis) -> Iterator[Check]:
    """Yield the checks, the first failed one of each exercise bearing the exercise's mistake."""
    named = {m.exercise: m for m in reversed(diagnosis.mistakes)}
    for check in checks:
        mistake = named.pop(check.exercise, None) if check.status == "failed" else None
        yield dataclasses.replace(check, mistake=mistake.id, forms=mistake.forms) if mistake else check
