"""Which forms of a named mistake the answers show: its programs that answer as the student does. Imported by names.

Said of what values alone tell apart. Where a name rests on a property (a gradient that stops, noise, a size), programs
may well give the same values without being what the student wrote, and no form is given.
"""

from __future__ import annotations

from collections.abc import Iterable

from autograder.examiner.student import Student

from . import forwards, losses, steps
from .panel import Panel, Suspect

_BY_PROPERTY = frozenset(
    (
        "not-attempted",
        "ready-made-rnn",
        "module-called-on-values",
        "fixed-size",
        "argument-modified",
        "not-deterministic",
        "gradient-cut",
        "hidden-state-across-calls",
        "weights-not-shared",
        "parameters-not-registered",
        "no-bias",
        "input-ignored",
        "state-ignored",
        "inputs-swapped",
        "activation-outside-recurrence",
        "loss-scrambled-axes",
        "loss-first-prediction-missing",
    )
)
"""Ids whose forms say what values don't show: what a gradient or a second call does, or which lines were written."""


def forms(student: Student, exercise: str, mistake: str, panel: Panel) -> tuple[str, ...]:
    """Return the forms of a mistake that explain every answer, in order of name; () where none is shown."""
    suspects = [s for s in panel.suspects(exercise) if s.mistake == mistake]
    if mistake in _BY_PROPERTY or len(suspects) < 2:
        return ()
    return tuple(sorted(s.program.name.partition("--")[2] for s in _fitting(student, exercise, suspects)))


def _fitting(student: Student, exercise: str, suspects: list[Suspect]) -> Iterable[Suspect]:
    if exercise == "one_step":
        return steps.agreeing(student, suspects, every=True)
    if exercise == "forward":
        return forwards.agreeing(student, suspects, throughout=True)
    return losses.equal(student, suspects)
