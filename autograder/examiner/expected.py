"""The losses of the lab and their gradients, in numpy: what right numbers are. Imported by checks; secret to guests."""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array


def loss(predictions: Array, y: Array) -> float:
    """Return the mean loss of predictions (l, b, o).

    Args:
        y: classes, int (l, b): mean cross-entropy; or observations, float (l, b, o): mean squared error.
    """
    if y.dtype.kind == "i":
        return float(np.mean(surprise(predictions, y)))
    return float(np.mean((predictions - y) ** 2))


def surprise(predictions: Array, y: Array) -> Array:
    """Return -log p of the right classes y (l, b)."""
    return log_sum_exp(predictions) - _chosen(predictions, y)


def loss_slope(predictions: Array, y: Array) -> Array:
    """Return the gradient of `loss` with respect to the predictions, (l, b, o)."""
    if y.dtype.kind == "i":
        shares = np.exp(predictions - log_sum_exp(predictions)[..., None])
        np.put_along_axis(shares, y[..., None], np.take_along_axis(shares, y[..., None], -1) - 1.0, -1)
        slope: Array = shares / y.size
        return slope
    return 2.0 * (predictions - y) / y.size


def log_sum_exp(a: Array) -> Array:
    """Return log(sum(exp(a))) over the last dimension."""
    top = a.max(-1)
    total: Array = top + np.log(np.exp(a - top[..., None]).sum(-1))
    return total


def _chosen(a: Array, y: Array) -> Array:
    return np.take_along_axis(a, y[..., None], -1)[..., 0]
