"""Examine one file with the public questions, exercise by exercise. For the self-check's command and its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.arrays import Array
from autograder.examiner.drawing import Draws
from autograder.examiner.loading import Loaded, of_what_is_absent
from autograder.examiner.precision import settle
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.handle import Answer, GraderFault, Guest, Process
from autograder.handle.answers import error_text
from autograder.handle.client import ANSWER_S
from autograder.model import CheckStatus, Finding, Submission
from autograder.words import plain

from . import by_property
from .suite import PublicCheck, checks_of

PUBLIC = b"public"
LATE_S = 20.0  # on a slow machine with a cold disk
_LATE = ("backward", "optimiser", "train")


@dataclass(frozen=True, slots=True)
class Frame:
    """A line of the student's file on the way to an exception."""

    place: str
    line: int
    function: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of one check; `found` and `trace` go with the first that failed in its exercise."""

    check: PublicCheck
    status: CheckStatus
    finding: Finding | None = None
    found: by_property.Property | None = None
    trace: tuple[Frame, ...] = ()


class TracingGuest(Guest):
    """A guest of which the lines that an exception passed are remembered, by the exception's text."""

    def __init__(self, fork: Callable[[], Process]) -> None:
        super().__init__(fork)
        self.traces: dict[str, list[Any]] = {}
        self._late = -1  # the generation in which torch has loaded all it loads late

    def ask(
        self,
        ops: Sequence[Mapping[str, Any]],
        arrays: Mapping[str, Array],
        limit_s: float = ANSWER_S,
        about: str = "load",
    ) -> list[Answer]:
        """Ask, as any guest is asked; with more patience where torch first loads what gradients need."""
        late = self._late == self.generation or not any(op["op"] in _LATE for op in ops)
        answers = super().ask(ops, arrays, limit_s if late else limit_s + LATE_S, about)
        if any(op["op"] in _LATE for op in ops):
            self._late = self.generation
        for answer in answers:
            for report in (answer.raw.get("error"), *answer.raw.get("reports", [])):
                if isinstance(report, dict) and isinstance(report.get("trace"), list):
                    self.traces[str(error_text(report))] = report["trace"]
        return answers


class Examination:
    """One file under examination.

    Args:
        submission: what was read.
        fork: starts a guest.
        check_time: called between checks; may raise to end the examination.
    """

    def __init__(
        self,
        submission: Submission,
        fork: Callable[[], Process],
        check_time: Callable[[], None] = lambda: None,
    ) -> None:
        self.submission = submission
        self.guest = TracingGuest(fork)
        self.student = Student(submission, self.guest, Draws(PUBLIC, submission.sha256))
        self._check_time = check_time
        self.notes: list[tuple[str, dict[str, Any]]] = []
        self._loaded: Loaded | None = None

    def load(self) -> None:
        """Load the file and choose the precision of the questions; note what did not run."""
        try:
            self._loaded = loaded = self.student.load()
            self.notes = [_note(report) for report in loaded.reports if report["kind"] in ("cut", "raised")]
            self._check_time()
            settle(self.student)
        except Mismatch:
            pass  # each check that asks for the program will say so

    def run(self, exercises: tuple[str, ...]) -> Iterator[list[Verdict]]:
        """Yield the verdicts of one exercise after the other.

        Raises:
            GraderFault: no guest could be asked, through no fault of the file.
        """
        checks = checks_of(exercises)
        for exercise in dict.fromkeys(c.exercise for c in checks):
            yield self._exercise([c for c in checks if c.exercise == exercise])

    def _exercise(self, checks: list[PublicCheck]) -> list[Verdict]:
        verdicts: list[Verdict] = []
        for check in checks:
            self._check_time()
            needed = [v.status for v in verdicts if v.check.name in check.needs_any]
            if needed and "passed" not in needed:
                verdicts.append(Verdict(check, "skipped"))
                continue
            finding = self._attempt(check)
            if finding is None:
                verdicts.append(Verdict(check, "passed"))
            elif any(v.status == "failed" for v in verdicts):
                verdicts.append(Verdict(check, "failed", finding))
            else:
                verdicts.append(self._explained(check, finding))
        return verdicts

    def _attempt(self, check: PublicCheck) -> Finding | None:
        try:
            check.function(self.student)
        except Mismatch as error:
            return of_what_is_absent(error.finding, self._loaded) if self._loaded else error.finding
        except GraderFault:
            raise
        except Exception as error:  # whatever it is, it is ours
            raise GraderFault(f"{check.id}: {type(error).__name__}: {error}") from error
        return None

    def _explained(self, check: PublicCheck, finding: Finding) -> Verdict:
        self._check_time()
        found = by_property.explain(self.student, check.exercise, finding)
        trace = self.guest.traces.get(str(finding.args.get("error")), []) if "error" in finding.args else []
        if not trace and isinstance(finding.args.get("line"), int):
            trace = [[finding.args.get("cell"), finding.args["line"], ""]]
        return Verdict(check, "failed", finding, found, tuple(self._frames(trace)))

    def _frames(self, trace: list[Any]) -> Iterator[Frame]:
        lines = {cell.name[:100]: cell.source.split("\n") for cell in self.submission.cells}
        for entry in trace[-3:]:
            place, line, function = entry if isinstance(entry, list) and len(entry) == 3 else ("", 0, "")
            source = lines.get(place, []) if isinstance(place, str) else []
            if isinstance(line, int) and 0 < line <= len(source):
                yield Frame(
                    plain(place, 60), line, plain(str(function), 60), plain(source[line - 1].strip(), 100)
                )

    def close(self) -> None:
        """End the guest."""
        self.guest.stop()


def _note(report: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    if report["kind"] == "cut":
        return "top_level_cut", {"line": str(report["line"])}
    return "part_failed", {"cell": report["cell"], "line": str(report["line"]), "error": report["error"]}
