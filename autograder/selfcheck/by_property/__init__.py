"""Say what a wrong program does as a property with a tiny example, never as the line to write. For the self-check.

Everything is found by asking: no known mistake's program and no solution is at hand here.
"""

from __future__ import annotations

from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.handle import GuestFailure
from autograder.model import Finding

from . import loss, states, step
from .property import Property

_OF = {"one_step": step.explain, "forward": states.explain, "training_loss": loss.explain}

__all__ = ["Property", "explain"]


def explain(student: Student, exercise: str, finding: Finding) -> Property | None:
    """Return a property that a failed check's program has and a right one has not; None rather than a guess."""
    if exercise not in _OF or finding.args.get("function", exercise) != exercise:
        return None
    try:
        return _OF[exercise](student, finding)
    except (Mismatch, GuestFailure):
        return None
