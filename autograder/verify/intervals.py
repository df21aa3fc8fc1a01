"""Exact confidence intervals of a rate, in the standard library alone. Imported within verify."""

from __future__ import annotations

import math
from collections.abc import Callable


def clopper_pearson(count: int, total: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a probability of which `count` in `total` independent trials were seen.

    Clopper and Pearson (1934): the bounds at which so many, or so few, have probability (1 - confidence) / 2.
    Without any trial the interval is [0, 1].

    Raises:
        ValueError: count is not between 0 and total, or confidence not between 0 and 1.
    """
    if not 0 <= count <= total or not 0 < confidence < 1:
        raise ValueError(f"no interval for {count} of {total} at {confidence}")
    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else _bisect(lambda p: at_least(count, total, p) < tail)
    high = 1.0 if count == total else _bisect(lambda p: at_least(count + 1, total, p) < 1 - tail)
    return low, high


def at_least(count: int, total: int, p: float) -> float:
    """Return the probability of at least `count` successes in `total` trials of probability p."""
    if count <= 0:
        return 1.0
    if p <= 0 or p >= 1:
        return float(p >= 1)
    odds, none = math.log(p), math.log1p(-p)
    ways = math.lgamma(total + 1)
    terms = (
        math.exp(ways - math.lgamma(k + 1) - math.lgamma(total - k + 1) + k * odds + (total - k) * none)
        for k in range(count, total + 1)
    )
    return min(1.0, math.fsum(terms))


def _bisect(is_below: Callable[[float], bool]) -> float:
    """Return where a condition that holds for small p stops to hold."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2
