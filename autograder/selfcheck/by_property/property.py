"""The noun of this package, and how its tables are drawn. Imported within it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.arrays import Array


@dataclass(frozen=True, slots=True)
class Property:
    """What was seen, without words: a key of the self-check's catalogue and its arguments (text or numbers)."""

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)


def table(rows: Sequence[str], columns: Sequence[str], marks: Array) -> str:
    """Draw which row has an effect on which column.

    >>> import numpy as np
    >>> print(table(["h_0", "x_0"], ["h_1", "h_2"], np.array([[True, True], [True, False]])))
        h_1 h_2
    h_0  x   x
    x_0  x   .
    """
    first = max(map(len, rows))
    widths = [max(3, len(c)) for c in columns]
    lines = [" " * first + "".join(f" {c:>{w}}" for c, w in zip(columns, widths))]
    for name, line in zip(rows, marks):
        cells = "".join(" " + ("x" if mark else ".").center(w) for mark, w in zip(line, widths))
        lines.append((name.ljust(first) + cells).rstrip())
    return "\n".join(lines)


def numbers(values: Sequence[float], digits: int = 4) -> list[float]:
    """Return values rounded to what a person compares."""
    return [float(f"{v:.{digits}g}") for v in values]
