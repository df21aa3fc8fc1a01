"""The criteria that students put into the loss, term by term, in numpy. Imported by diagnosis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.arrays import Array

Terms = Callable[[Array, Array], Array]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as its terms, and the ids that it has by itself.

    Attributes:
        terms: of predictions (p, o) and targets (q,) or (q, o), the terms (p, q).
        inner: undoes what is applied to the mean of the terms, such as a root.
    """

    terms: Terms
    names: tuple[str, ...] = ()
    inner: Callable[[float], float] = float


def _log_softmax(a: Array) -> Array:
    shifted = a - a.max(-1, keepdims=True)
    found: Array = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


def _cross_entropy(p: Array, y: Array) -> Array:
    return -_log_softmax(p)[:, y]


def _softmax_first(p: Array, y: Array) -> Array:
    return _cross_entropy(np.exp(_log_softmax(p)), y)


def _of_differences(f: Callable[[Array], Array]) -> Terms:
    """Return the terms that are a mean over the components of a function of the differences."""
    return lambda p, y: f(p[:, None] - y[None]).mean(-1)


def _on_one_hot(terms: Terms) -> Terms:
    return lambda p, y: terms(p, np.eye(p.shape[1])[y])


def _binary(p: Array, y: Array) -> Array:
    """Return binary cross-entropies of logits, (p, q)."""
    logits, targets = p[:, None], y[None]
    each = np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits)))
    mean: Array = each.mean(-1)
    return mean


def _huber(d: Array) -> Array:
    a = np.abs(d)
    found: Array = np.where(a < 1, 0.5 * d**2, a - 0.5)
    return found


def _hinge(p: Array, y: Array) -> Array:
    """Return multi-class hinge losses, margin 1, (p, q)."""
    chosen = p[:, y]  # (p, q)
    margins = np.maximum(0.0, 1.0 - chosen[:, :, None] + p[:, None, :])
    mean: Array = (margins.sum(-1) - 1.0) / p.shape[1]
    return mean


def _focal(p: Array, y: Array) -> Array:
    """Return focal losses with gamma = 2, (p, q)."""
    likely = _log_softmax(p)[:, y]
    found: Array = -((1 - np.exp(likely)) ** 2) * likely
    return found


def _scores_alone(p: Array, y: Array) -> Array:
    """Return what `nll_loss` makes of scores that are no logarithms, (p, q)."""
    found: Array = -p[:, y]
    return found


def _probability_alone(p: Array, y: Array) -> Array:
    """Return what `nll_loss` makes of probabilities, (p, q)."""
    found: Array = -np.exp(_log_softmax(p))[:, y]
    return found


def _log_cosh(d: Array) -> Array:
    found: Array = np.log(np.cosh(d))
    return found


def _on_probabilities(terms: Terms) -> Terms:
    return _on_one_hot(lambda p, y: terms(np.exp(_log_softmax(p)), y))


def _binary_of_probabilities(p: Array, y: Array) -> Array:
    """Return binary cross-entropies of probabilities, (p, q)."""
    likely, targets = p[:, None], y[None]
    each = -targets * np.log(likely) - (1 - targets) * np.log1p(-likely)
    mean: Array = each.mean(-1)
    return mean


def _cosines(p: Array, y: Array) -> Array:
    norms = np.linalg.norm(p, axis=-1)[:, None] * np.linalg.norm(y, axis=-1)[None]
    found: Array = 1 - (p @ y.T) / np.maximum(norms, 1e-8)
    return found


def _lengths(p: Array, y: Array) -> Array:
    found: Array = np.linalg.norm(p[:, None] - y[None], axis=-1)
    return found


def _of_shares(p: Array, y: Array) -> Array:
    """Return cross-entropies of targets that are taken for the probabilities of classes, (p, q)."""
    return -_log_softmax(p) @ y.T


_squares = _of_differences(np.square)
_OTHER = ("loss-wrong-criterion",)

CRITERIA: dict[str, tuple[Criterion, ...]] = {
    "classes": (
        Criterion(_cross_entropy),
        Criterion(_softmax_first, ("loss-softmax-twice",)),
        Criterion(_on_one_hot(_squares), _OTHER),
        Criterion(_on_probabilities(_squares), _OTHER),
        Criterion(_on_probabilities(_of_differences(np.abs)), _OTHER),
        Criterion(_on_probabilities(_binary_of_probabilities), _OTHER),
        Criterion(_on_one_hot(_of_differences(np.abs)), _OTHER),
        Criterion(_on_one_hot(_binary), _OTHER),
        Criterion(_hinge, _OTHER),
        Criterion(_focal, _OTHER),
        Criterion(_scores_alone, _OTHER),
        Criterion(_probability_alone, _OTHER),
    ),
    "observations": (
        Criterion(_squares),
        Criterion(_of_differences(np.abs), _OTHER),
        Criterion(_squares, _OTHER, inner=lambda root: root**2),
        Criterion(_of_differences(_huber), _OTHER),
        Criterion(_of_differences(_log_cosh), _OTHER),
        Criterion(_lengths, _OTHER),
        Criterion(_cosines, _OTHER),
        Criterion(_of_shares, _OTHER),
    ),
}
"""The right one first."""
