"""The toy task of `learning`, which cannot be learnt without memory. Imported by the checks of learning.

s_t is a fair coin, x_t shows it with a little noise, and y_t = s_{t-2}: when y_t is predicted from h_{t-1}, the
last observation seen is x_{t-1}, so what is asked for must have been kept for one step more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from autograder.arrays import Array

from .drawing import Draws
from .questions import Sizes

SIZES = Sizes(l=6, b=32, d=2, n=16, o=2)
STEPS = 60
LOOKS = (20, 60, 120, 200)
"""Steps after which it is looked whether the network has learnt the task already, as most right ones have at first."""
LEARNING_RATE = 0.03
SCALE = 0.25
"""Parameters are drawn N(0, 1/n), the usual scale of a layer of 16."""
DELAY = 2
FRESH_BATCH = 256
THRESHOLD = 0.90
"""Share of right predictions of y_3 .. y_l on fresh sequences. See docs/calibration.md."""
KNOWN = 0.25
"""Least share of right predictions after a training on the opposite answers: half of them are right by chance."""
DRAWS = Draws(b"everybody trains from the same weights on the same data", "")
"""A network that is wrong may learn from one draw and not from another; its mark must not hang on the course's secret.
Nothing is won by knowing them: what counts is what the trained network answers on fresh sequences, which are secret."""


@dataclass(frozen=True, slots=True)
class Task:
    """The sizes of a training: of its sequences and network, of its steps, and of its first weights, N(0, scale²)."""

    name: str
    sizes: Sizes
    steps: int
    learning_rate: float
    scale: float


FULL = Task("", SIZES, STEPS, LEARNING_RATE, SCALE)
LIGHT = Task(" light", Sizes(l=4, b=4, d=2, n=8, o=2), 60, 0.05, 0.35)
"""A fortieth of the work, for what is right in all its parts and too slow for the whole, such as loops over every
number. See docs/calibration.md."""


@dataclass(frozen=True, slots=True)
class Data:
    """Sequences x (s, l, b, d) and classes y (s, l, b), a set for each of s steps."""

    x: Array
    y: Array

    def parts(self) -> Iterator[Data]:
        """Yield the sets up to the first look, from there to the next, and so on to the end."""
        cuts = [look for look in LOOKS if look < len(self.x)]
        for x, y in zip(np.split(self.x, cuts), np.split(self.y, cuts)):
            yield Data(x, y)


def draw(
    rng: np.random.Generator, sets: int, batch: int, length: int = SIZES.l, turned_round: bool = False
) -> Data:
    """Draw sets of sequences; `turned_round` gives the opposite of every answer."""
    coins = rng.integers(0, 2, (sets, length, batch))
    x = np.stack([coins, 1 - coins], axis=-1) * 2.0 - 1.0 + 0.1 * rng.standard_normal((*coins.shape, SIZES.d))
    y = np.zeros_like(coins)
    y[:, DELAY:] = 1 - coins[:, :-DELAY] if turned_round else coins[:, :-DELAY]
    return Data(x, y)


def accuracy(predictions: Array, y: Array) -> float:
    """Return the share of right classes among y_3 .. y_l; predictions (l, b, o), y (l, b)."""
    return float(np.mean(predictions.argmax(-1)[DELAY:] == y[DELAY:]))
