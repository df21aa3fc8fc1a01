"""Identify W_i, W_h and b_h of a step from its answers, whatever the program calls them. Pure numpy.

atanh(one_step(x, h)) is affine in (x, h) exactly when the step is right: d + n + 1 small probes give the
parameters, and fresh points say whether the step is the one they describe.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.arrays import Array

PROBE = 0.25
"""Length of a probe. With parameters drawn N(0, 0.3²) the step stays far from saturation, where atanh loses digits."""


@dataclass(frozen=True, slots=True)
class Step:
    """An identified step h' = tanh(W_i x + W_h h + b)."""

    W_i: Array  # (n, d)
    W_h: Array  # (n, n)
    b: Array  # (n,)

    def __call__(self, x: Array, h: Array) -> Array:
        """Return the next state (b, n) for x (b, d), h (b, n)."""
        following: Array = np.tanh(x @ self.W_i.T + h @ self.W_h.T + self.b)
        return following


def probes(d: int, n: int) -> tuple[Array, Array]:
    """Return the probes x (1 + d + n, d) and h (1 + d + n, n): zero, then one coordinate at a time."""
    points = PROBE * np.vstack([np.zeros((1, d + n)), np.eye(d + n)])
    return points[:, :d], points[:, d:]


def step_from(answers: Array, d: int) -> Step | None:
    """Return the step that the answers (1 + d + n, n) to the probes describe; None outside (-1, 1)."""
    if not np.all(np.abs(answers) < 1.0):
        return None
    z = np.arctanh(answers.astype(np.float64))
    columns = (z[1:] - z[0]).T / PROBE  # (n, d + n)
    return Step(columns[:, :d], columns[:, d:], z[0])


@dataclass(frozen=True, slots=True)
class Decoder:
    """An identified decoder y = D h + e."""

    D: Array  # (o, n)
    e: Array  # (o,)

    def __call__(self, h: Array) -> Array:
        """Return (..., o) for h (..., n)."""
        return h @ self.D.T + self.e


def decoder_from(answers: Array) -> Decoder:
    """Return the affine map that answers (1 + n, o) to the probes 0, e_1 … e_n."""
    found = answers.astype(np.float64)
    return Decoder((found[1:] - found[0]).T, found[0])
