"""The checks of the self-check as one table: those of the hidden suites, by the same functions. For the self-check.

A test holds exercise, name, function, points and needs against the markers of the hidden suites.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autograder.examiner.checks import forward, learning, one_step, training_loss
from autograder.examiner.student import Student

from . import ungraded


@dataclass(frozen=True, slots=True)
class PublicCheck:
    """One check: `needs_any` names checks of its exercise of which one must have passed."""

    exercise: str
    name: str
    points: float
    function: Callable[[Student], None]
    needs_any: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return "exercise/name", as results have it."""
        return f"{self.exercise}/{self.name}"


_STEP = ("is_tanh_of_an_affine_map", "weights_and_bias_are_trained")
_STATES = ("each_state_follows_from_the_one_before", "starts_from_the_initial_state")
_LOSS = ("classes_have_the_right_terms", "observations_have_the_right_terms")

CHECKS = (
    PublicCheck("one_step", "is_tanh_of_an_affine_map", 2, one_step.is_the_tanh_step),
    PublicCheck("one_step", "weights_and_bias_are_trained", 1, one_step.weights_and_bias_are_trained),
    PublicCheck("one_step", "returns_the_next_state", 1, one_step.returns_the_next_state, _STEP),
    PublicCheck("one_step", "gradients_reach_everything", 0.5, one_step.gradients_are_right, _STEP),
    PublicCheck("one_step", "answers_the_same_again", 0.5, one_step.is_a_pure_function, _STEP),
    PublicCheck(
        "forward",
        "each_state_follows_from_the_one_before",
        1.5,
        forward.each_state_follows_from_the_one_before,
    ),
    PublicCheck("forward", "starts_from_the_initial_state", 1, forward.starts_from_the_initial_state),
    PublicCheck("forward", "every_state_is_returned", 1, forward.returns_all_states_in_one_tensor, _STATES),
    PublicCheck("forward", "gradients_go_through_time", 1, forward.gradients_go_through_time, _STATES),
    PublicCheck("forward", "answers_the_same_again", 0.5, forward.answers_the_same_again, _STATES),
    PublicCheck(
        "training_loss", "classes_have_the_right_terms", 1.25, training_loss.classes_have_the_right_terms
    ),
    PublicCheck(
        "training_loss",
        "observations_have_the_right_terms",
        1.25,
        training_loss.observations_have_the_right_terms,
    ),
    PublicCheck(
        "training_loss",
        "is_a_scalar_to_differentiate",
        0.5,
        training_loss.is_a_scalar_to_differentiate,
        _LOSS,
    ),
    PublicCheck("training_loss", "is_a_mean", 0.5, training_loss.is_a_mean, _LOSS),
    PublicCheck("training_loss", "gradients_reach_everything", 1, training_loss.gradients_are_right, _LOSS),
    PublicCheck("training_loss", "answers_the_same_again", 0.5, training_loss.is_a_pure_function, _LOSS),
    PublicCheck("learning", "training_moves_the_weights", 1, learning.trains),
    PublicCheck(
        "learning", "remembers_what_was_seen", 4, learning.remembers, ("training_moves_the_weights",)
    ),
)

UNGRADED = (
    PublicCheck("warm_up", "cat_and_stack", 0, ungraded.cat_and_stack),
    PublicCheck("generate", "feeds_predictions_back", 0, ungraded.feeds_predictions_back),
)

EXERCISES = ("warm_up", "one_step", "forward", "training_loss", "learning", "generate")
"""In the order of the handout; the first and the last are not graded."""


def checks_of(exercises: tuple[str, ...]) -> list[PublicCheck]:
    """Return the checks of some exercises, in the order of the handout."""
    return [c for name in EXERCISES if name in exercises for c in (*CHECKS, *UNGRADED) if c.exercise == name]
