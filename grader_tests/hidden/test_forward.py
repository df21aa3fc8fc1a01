"""SECRET. The loop over time: [h_1 .. h_l] as one tensor (l, b, n), 5 points."""

import pytest

from autograder.examiner.checks import forward
from autograder.examiner.student import Student

VALUES = ("each_state_follows_from_the_one_before", "starts_from_the_initial_state")
"""Shape, gradient and repetition earn points only where some numbers are right: zeros have a shape too."""


@pytest.mark.exercise("forward", points=1.5)
def test_each_state_follows_from_the_one_before(student: Student) -> None:
    forward.each_state_follows_from_the_one_before(student)


@pytest.mark.exercise("forward", points=1)
def test_starts_from_the_initial_state(student: Student) -> None:
    forward.starts_from_the_initial_state(student)


@pytest.mark.exercise("forward", points=1, needs_any=VALUES)
def test_every_state_is_returned(student: Student) -> None:
    forward.returns_all_states_in_one_tensor(student)


@pytest.mark.exercise("forward", points=1, needs_any=VALUES)
def test_gradients_go_through_time(student: Student) -> None:
    forward.gradients_go_through_time(student)


@pytest.mark.exercise("forward", points=0.5, needs_any=VALUES)
def test_answers_the_same_again(student: Student) -> None:
    forward.answers_the_same_again(student)
