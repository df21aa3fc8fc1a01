"""What a guard against log 0 makes of a right loss and its slope, and what no guard explains. Read by pytest."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from autograder.arrays import Array
from autograder.examiner import expected, guards
from autograder.examiner.guards import GUARD

RNG = np.random.default_rng(0)
Y = RNG.integers(0, 3, (4, 5))
FORMS: dict[str, Callable[[Array, float], Array]] = {
    "added": lambda p, epsilon: -np.log(p + epsilon),
    "clamped from below": lambda p, epsilon: -np.log(np.maximum(p, epsilon)),
    "clamped": lambda p, epsilon: -np.log(np.clip(p, epsilon, 1 - epsilon)),
}


def shares(predictions: Array) -> Array:
    """Return the probabilities of the right classes (l, b)."""
    raised = np.exp(predictions - predictions.max(-1, keepdims=True))
    chosen = np.take_along_axis(raised, Y[..., None], -1)[..., 0]
    return np.asarray(chosen / raised.sum(-1))


def guarded(form: str, predictions: Array, epsilon: float) -> float:
    """Return the loss with a guard, by its definition."""
    return float(np.mean(FORMS[form](shares(predictions), epsilon)))


def explained(value: float, predictions: Array) -> np.ndarray:
    """Return for each band of guards whether it explains a loss, up to rounding."""
    least, greatest = guards.losses(predictions, Y)
    return np.asarray((least - 1e-8 <= value) & (value <= greatest + 1e-8))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scale", [0.0, 0.3, 1.0, 5.0, 50.0])
@pytest.mark.parametrize("epsilon", [GUARD, 1e-7, 1e-8, 1e-12, 1e-30])
def test_a_guarded_loss_lies_in_a_band(form: str, scale: float, epsilon: float) -> None:
    predictions = scale * RNG.standard_normal((4, 5, 3))
    assert explained(guarded(form, predictions, epsilon), predictions).any()


@pytest.mark.parametrize("form", FORMS)
def test_one_band_explains_losses_of_all_sizes(form: str) -> None:
    many = [scale * RNG.standard_normal((4, 5, 3)) for scale in (0.3, 5.0, 50.0, 200.0)]
    assert np.all([explained(guarded(form, p, 1e-8), p) for p in many], axis=0).any()


def test_a_loss_next_to_zero_may_be_guarded() -> None:
    predictions = 12.0 * np.eye(3)[Y]
    assert explained(guarded("added", predictions, GUARD), predictions).any()


@pytest.mark.parametrize("scale", [30.0, 1e3, 1e200, 1e300])
def test_no_guard_explains_a_constant(scale: float) -> None:
    many = [scale * RNG.standard_normal((4, 5, 3)) for _ in range(4)]
    for constant in (7.0, 30.0):
        assert not np.all([explained(constant, p) for p in many], axis=0).any()


@pytest.mark.parametrize("scale", [1.0, 30.0, 200.0])
def test_a_larger_guard_than_allowed_is_in_no_band(scale: float) -> None:
    predictions = scale * RNG.standard_normal((4, 5, 3))
    assert not explained(guarded("added", predictions, 1e-3), predictions).any()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scale", [1.0, 30.0])
def test_slopes_hold_the_one_of_the_guard_that_a_loss_tells(form: str, scale: float) -> None:
    predictions = scale * RNG.standard_normal((4, 5, 3))
    value, step = guarded(form, predictions, 1e-8), 1e-5 * np.sign(RNG.standard_normal((4, 5, 3)))
    differs = guarded(form, predictions + step, 1e-8) - guarded(form, predictions - step, 1e-8)
    found = [float((2 * step * slope).sum()) for slope in guards.slopes(predictions, Y, value)]
    assert min(abs(f - differs) for f in found) < 1e-3 * abs(differs)


def test_a_loss_without_a_guard_has_one_slope() -> None:
    predictions = RNG.standard_normal((4, 5, 3))
    (slope,) = guards.slopes(predictions, Y, expected.loss(predictions, Y))
    assert np.array_equal(slope, expected.loss_slope(predictions, Y))


def test_observations_have_no_guard() -> None:
    y = RNG.standard_normal((4, 5, 3))
    predictions = RNG.standard_normal((4, 5, 3))
    least, greatest = guards.losses(predictions, y)
    assert least == greatest == expected.loss(predictions, y)
    assert len(list(guards.slopes(predictions, y, 0.0))) == 1
    assert guards.slack(predictions, y) == 0.0
