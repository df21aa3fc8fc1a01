"""What a guard against log 0 may change of a loss, and what no guard explains. Read by pytest."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.examiner.expected import GUARD, guarded, loss

RNG = np.random.default_rng(0)
Y = RNG.integers(0, 3, (4, 5))


def with_guard(predictions: np.ndarray, epsilon: float) -> float:
    """Return the loss of probabilities to which epsilon is added before the logarithm."""
    shares = np.exp(predictions - predictions.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    return float(-np.mean(np.log(np.take_along_axis(shares, Y[..., None], -1) + epsilon)))


@pytest.mark.parametrize("scale", [0.0, 0.3, 1.0, 5.0])
@pytest.mark.parametrize("epsilon", [GUARD, 1e-8])
def test_a_guarded_loss_lies_within_what_is_allowed(scale: float, epsilon: float) -> None:
    predictions = scale * RNG.standard_normal((4, 5, 3))
    less = loss(predictions, Y) - with_guard(predictions, epsilon)
    assert 0 < less <= guarded(predictions, Y) * (1 + 1e-6)


def test_a_loss_next_to_zero_may_be_guarded() -> None:
    predictions = 12.0 * np.eye(3)[Y]
    less = loss(predictions, Y) - with_guard(predictions, GUARD)
    assert 0 < less <= guarded(predictions, Y) * (1 + 1e-6)


@pytest.mark.parametrize("scale", [1e3, 1e200, 1e300])
def test_scores_that_no_network_learns_leave_no_room_for_any_number(scale: float) -> None:
    assert guarded(scale * RNG.standard_normal((4, 5, 3)) / 4, Y) == 0.0
