"""What a guard against log 0 makes of a right cross-entropy: `log(p + 1e-8)`, `log(p.clamp(1e-7))`. Imported by checks.

A guard is right as long as it is small, and students choose it as they like. One that explains a loss has to explain
all of a program's losses: of scores far apart, where it counts, any single number could be explained by some guard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from autograder.arrays import Array

from . import expected

GUARD = 1e-6
"""The most that may be added to a probability before its logarithm, or be put in the place of a smaller one."""
LEAST, BANDS = 1e-300, 490
_EDGES = np.linspace(np.log(GUARD), np.log(LEAST), BANDS + 1)
"""Logarithms of guards; from one to the next they are a quarter."""
SUM = -5.0
"""The least logarithm of a sum of exponentials that is still a sum of ordinary scores."""
MOST = 1e-3
"""Of a gradient, beyond the two forms below: others differ from them where a probability is about the guard."""


def losses(predictions: Array, y: Array) -> tuple[Array, Array]:
    """Return the least and the greatest right loss with guards of each band: first without, then the largest first.

    Once for guards that keep a loss from growing, and once for those that take something from each probability.
    """
    want = np.array([expected.loss(predictions, y)])
    if y.dtype.kind != "i":
        return want, want
    below = expected.surprise(predictions, y).reshape(-1, 1)  # -log p; may be huge: its exp is never taken
    added = -np.mean(np.logaddexp(-below, _EDGES), axis=0)
    cut = np.mean(np.minimum(below, -_EDGES), axis=0)
    # `clamp(guard, 1 - guard)` keeps probabilities from 1, too
    greatest = np.maximum(
        cut[1:], np.mean(np.maximum(np.minimum(below, -_EDGES[1:]), np.exp(_EDGES[:-1])), axis=0)
    )
    # `e / (e.sum() + guard)` and `(p + guard) / (p + guard).sum()` take something from each probability
    total = _log_sum(predictions).reshape(-1, 1)
    taken = np.mean(np.logaddexp(total, _EDGES[:-1]) - total, axis=0)
    shared = np.log1p(predictions.shape[-1] * np.exp(_EDGES[:-1]))
    taken = taken + shared
    greatest = np.maximum(greatest, added[:-1] + taken)  # of both in one
    return np.concatenate([want, added[:-1], 0 * taken + want]), np.concatenate(
        [want, greatest, want + taken]
    )


def slopes(predictions: Array, y: Array, value: float) -> Iterator[Array]:
    """Yield right gradients (l, b, o) of a loss that has a value: unguarded, then by guards that would explain it."""
    slope = expected.loss_slope(predictions, y)
    yield slope
    if y.dtype.kind != "i" or not value < expected.loss(predictions, y):
        return
    below = expected.surprise(predictions, y)
    added = _solve(lambda guard: -float(np.mean(np.logaddexp(-below, guard))), value)
    yield slope * np.exp(-below - np.logaddexp(-below, added))[..., None]
    cut = _solve(lambda guard: float(np.mean(np.minimum(below, -guard))), value)
    yield slope * (below < -cut)[..., None]
    yield slope * ((below < -cut) & (below > np.exp(cut)))[..., None]  # `clamp(guard, 1 - guard)`


def slack(predictions: Array, y: Array) -> float:
    """Return by how much more a gradient may be off, relative to its size, where probabilities are guarded."""
    if y.dtype.kind != "i":
        return 0.0
    below, total = expected.surprise(predictions, y), _log_sum(predictions)
    guarded = np.logaddexp(0.0, np.log(GUARD) + below) + np.logaddexp(0.0, np.log(GUARD) - total)
    return min(MOST, float(np.mean(guarded)))


def _log_sum(predictions: Array) -> Array:
    """Return the logarithm of what a guard in the sum of a softmax is added to: of scores as they are, or shifted.

    Bounded below: beside scores that are nothing, any loss could be explained.
    """
    total = expected.log_sum_exp(predictions)
    found: Array = np.clip(np.minimum(total, total - predictions.max(-1)), SUM, None)
    return found


def _solve(loss: Callable[[float], float], value: float) -> float:
    """Return the logarithm of the guard for which a loss, the less the larger it is, has a value."""
    low, high = float(_EDGES[-1]), float(_EDGES[0])
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if loss(middle) > value else (low, middle)
    return (low + high) / 2
