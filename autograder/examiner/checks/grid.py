"""At which sizes functions are asked: a grid that can be read here, and sizes that can't. Imported by the checks."""

from __future__ import annotations

from collections.abc import Sequence

from ..questions import Sizes
from ..student import Student

GRID = (
    Sizes(1, 1, 1, 1, 1),
    Sizes(2, 1, 2, 3, 2),
    Sizes(3, 2, 1, 3, 2),
    Sizes(2, 3, 2, 1, 3),
    Sizes(1, 3, 3, 2, 2),
    Sizes(3, 3, 2, 2, 3),
    Sizes(4, 2, 3, 5, 2),
    Sizes(2, 5, 4, 3, 3),
    Sizes(5, 3, 5, 4, 2),
)
"""Sizes from the smallest up: 1 everywhere and each by itself, d = n, l = b, l > b and l < b."""


MOST_PRODUCTS = 120_000
"""Of numbers, for all steps of all sequences: a loop over every number takes a second for so many."""
IN_TRAINING = (18, 64)
"""Of which the batch of a training is one."""


def with_one_drawn(
    student: Student, grid: Sequence[Sizes], batch: tuple[int, int] = IN_TRAINING
) -> list[Sizes]:
    """Return a grid and, last, sizes beyond it that are drawn afresh: those above can be read in this file."""
    rng = student.draws.stream("sizes")
    l, d, n, o = (int(rng.integers(*ends)) for ends in ((13, 20), (6, 12), (6, 18), (4, 8)))
    b = int(rng.integers(batch[0], max(batch[0] + 1, min(batch[1], MOST_PRODUCTS // (l * n * (d + n))))))
    return [*grid, Sizes(l, b, d, n, o)]
