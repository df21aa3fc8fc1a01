"""SECRET. One step: h' = tanh(W_i x + W_h h + b_h), 5 points."""

import pytest

from autograder.examiner.checks import one_step
from autograder.examiner.student import Student

VALUES = ("is_tanh_of_an_affine_map", "weights_and_bias_are_trained")
"""Shape, gradient and repetition earn points only where some numbers are right: zeros have a shape too."""


@pytest.mark.exercise("one_step", points=2)
def test_is_tanh_of_an_affine_map(student: Student) -> None:
    one_step.is_the_tanh_step(student)


@pytest.mark.exercise("one_step", points=1)
def test_weights_and_bias_are_trained(student: Student) -> None:
    one_step.weights_and_bias_are_trained(student)


@pytest.mark.exercise("one_step", points=1, needs_any=VALUES)
def test_returns_the_next_state(student: Student) -> None:
    one_step.returns_the_next_state(student)


@pytest.mark.exercise("one_step", points=0.5, needs_any=VALUES)
def test_gradients_reach_everything(student: Student) -> None:
    one_step.gradients_are_right(student)


@pytest.mark.exercise("one_step", points=0.5, needs_any=VALUES)
def test_answers_the_same_again(student: Student) -> None:
    one_step.is_a_pure_function(student)
