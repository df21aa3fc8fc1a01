"""SECRET. The three together learn a task that needs memory, 5 points."""

import pytest

from autograder.examiner.checks import learning
from autograder.examiner.student import Student


@pytest.mark.exercise("learning", points=1)
def test_training_moves_the_weights(student: Student) -> None:
    learning.trains(student)


@pytest.mark.exercise("learning", points=4, needs_any=("training_moves_the_weights",))
def test_remembers_what_was_seen(student: Student) -> None:
    learning.remembers(student)
