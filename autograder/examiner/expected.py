"""The losses of the lab and their gradients, in numpy: what right numbers are. Imported by checks; secret to guests."""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array

GUARD = 1e-6
"""The most that may be added to a probability before its logarithm, against log 0."""
MOST = 0.1
"""Of the loss: what such a guard may take away; of a loss below 0.1, more."""


def loss(predictions: Array, y: Array) -> float:
    """Return the mean loss of predictions (l, b, o).

    Args:
        y: classes, int (l, b): mean cross-entropy; or observations, float (l, b, o): mean squared error.
    """
    if y.dtype.kind == "i":
        return float(np.mean(_log_sum_exp(predictions) - _chosen(predictions, y)))
    return float(np.mean((predictions - y) ** 2))


def guarded(predictions: Array, y: Array) -> float:
    """Return by how much the mean cross-entropy is less where GUARD is added to the probabilities.

    0 where that is most of it, as for scores of a size that no network learns: any number would lie between.
    """
    if y.dtype.kind != "i":
        return 0.0
    below = _log_sum_exp(predictions) - _chosen(predictions, y)  # may be huge: its exp is never taken
    less = float(np.mean(np.logaddexp(0.0, np.log(GUARD) + below)))
    return less if less < MOST * max(0.1, float(np.mean(below))) else 0.0


def loss_slope(predictions: Array, y: Array) -> Array:
    """Return the gradient of `loss` with respect to the predictions, (l, b, o)."""
    if y.dtype.kind == "i":
        shares = np.exp(predictions - _log_sum_exp(predictions)[..., None])
        np.put_along_axis(shares, y[..., None], np.take_along_axis(shares, y[..., None], -1) - 1.0, -1)
        slope: Array = shares / y.size
        return slope
    return 2.0 * (predictions - y) / y.size


def _log_sum_exp(a: Array) -> Array:
    top = a.max(-1)
    total: Array = top + np.log(np.exp(a - top[..., None]).sum(-1))
    return total


def _chosen(a: Array, y: Array) -> Array:
    return np.take_along_axis(a, y[..., None], -1)[..., 0]
