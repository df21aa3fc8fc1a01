"""What must be right for a wrong loss of the student's own network to be the loss's doing. Imported by its checks."""

from __future__ import annotations

from collections.abc import Callable

from ..student import Student
from ..verdict import Mismatch
from . import forward, one_step
from .common import holds

BELOW = (
    one_step.gradients_are_right,
    one_step.is_a_pure_function,
    forward.returns_all_states_in_one_tensor,
    forward.each_state_follows_from_the_one_before,
    forward.starts_from_the_initial_state,
    forward.gradients_go_through_time,
    forward.answers_the_same_again,
)
"""For values and gradients."""
VALUES = BELOW[2:5]
"""Of forward, for values alone."""


def sound_below(student: Student) -> bool:
    """Tell whether the student's own network is one that a loss can be held to: in training, at least."""
    return all(holds(student, check) or _is_other_in_use(student, check) for check in BELOW)


def _is_other_in_use(student: Student, check: Callable[[Student], None]) -> bool:
    try:
        check(student)
    except Mismatch as error:
        return error.finding.key == "other_in_use"
    return True
