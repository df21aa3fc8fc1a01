"""SECRET. The loss: y_t predicted from h_{t-1}, averaged, 5 points."""

import pytest

from autograder.examiner.checks import training_loss
from autograder.examiner.student import Student

VALUES = ("classes_have_the_right_terms", "observations_have_the_right_terms")
"""Shape, gradient and repetition earn points only where some numbers are right: zeros have a shape too."""


@pytest.mark.exercise("training_loss", points=1.25)
def test_classes_have_the_right_terms(student: Student) -> None:
    training_loss.classes_have_the_right_terms(student)


@pytest.mark.exercise("training_loss", points=1.25)
def test_observations_have_the_right_terms(student: Student) -> None:
    training_loss.observations_have_the_right_terms(student)


@pytest.mark.exercise("training_loss", points=0.5, needs_any=VALUES)
def test_is_a_scalar_to_differentiate(student: Student) -> None:
    training_loss.is_a_scalar_to_differentiate(student)


@pytest.mark.exercise("training_loss", points=0.5, needs_any=VALUES)
def test_is_a_mean(student: Student) -> None:
    training_loss.is_a_mean(student)


@pytest.mark.exercise("training_loss", points=1, needs_any=VALUES)
def test_gradients_reach_everything(student: Student) -> None:
    training_loss.gradients_are_right(student)


@pytest.mark.exercise("training_loss", points=0.5, needs_any=VALUES)
def test_answers_the_same_again(student: Student) -> None:
    training_loss.is_a_pure_function(student)
