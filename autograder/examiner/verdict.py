"""How a check says that something does not hold. Imported by the examiner and the hidden suites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.arrays import Array
from autograder.model import Finding


class Mismatch(Exception):
    """What was asked for does not hold; the one exception that speaks to students."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.key)
        self.finding = finding


def mismatch(key: str, **args: Any) -> Mismatch:
    """Return a Mismatch with a finding; arrays become nested lists."""
    return Mismatch(Finding(key, {k: _plain(v) for k, v in args.items()}))


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return _plain(np.round(value.astype(float), 6).tolist())
    if isinstance(value, (np.floating, float)):
        return float(value) if np.isfinite(value) else str(float(value))
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def close(got: Array, want: Array, tolerance: float) -> bool:
    """Tell whether two arrays of one shape agree within `tolerance`, absolute and relative.

    NaN and infinity never do: any number is within a tolerance that is relative to infinity.
    """
    if got.shape != want.shape:
        return False
    got, want = got.astype(np.float64), want.astype(np.float64)
    if not (np.all(np.isfinite(got)) and np.all(np.isfinite(want))):
        return False
    return bool(np.all(np.abs(got - want) <= tolerance * (1.0 + np.abs(want))))
