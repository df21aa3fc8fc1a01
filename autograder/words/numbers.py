"""Writes numbers, matrices, shapes and sizes as a person reads them; imported by `render`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.model import Lang

_MOST_PER_AXIS = 6  # a message shows an example that can be followed by hand, not a data set
_ONE_LINE = 60  # characters


def number(value: Any, lang: Lang, digits: int = 4) -> str:
    """Write a number with 4 significant digits, a decimal comma in French."""
    text = _number(value, digits)
    return text.replace(".", ",") if lang == "fr" else text


def fixed(value: float, lang: Lang, decimals: int = 2) -> str:
    """Write a number with a fixed count of decimals, a decimal comma in French."""
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if lang == "fr" else text


def points(value: float | None, lang: Lang) -> str:
    """Write a mark with at most two decimals, a question mark where it is open."""
    if value is None:
        return "?"
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang == "fr" else text


def percent(value: float, lang: Lang) -> str:
    """Write a ratio as a percentage.

    >>> percent(0.525, "en")
    '52.5%'
    """
    return number(100 * value, lang, digits=3) + ("\u00a0%" if lang == "fr" else "%")


def _number(value: Any, digits: int = 4) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    text = f"{value:.{digits}g}"
    if "e" in text:
        mantissa, exponent = text.split("e")
        text = f"{mantissa}e{int(exponent)}"
    return "0" if text == "-0" else text


def matrix(value: Any) -> str:
    """Write nested lists as numpy would, with a decimal point in every language: commas part the entries.

    >>> print(matrix([[0.5, -1.0], [0.25, 2.0]]))
    [[ 0.5,   -1],
     [0.25,    2]]
    """
    if not isinstance(value, (list, tuple)):
        return _number(value)
    flat = "".join(_lines(value, 0, 0, joiner=" "))
    if len(flat) <= _ONE_LINE and not (len(value) > 1 and isinstance(value[0], (list, tuple))):
        return flat
    return "\n".join(_lines(value, 0, _width(value), joiner="\n"))


def _width(value: Any) -> int:
    if isinstance(value, (list, tuple)):
        return max((_width(v) for v in _some(value)), default=0)
    return len(_number(value))


def _some(values: Sequence[Any]) -> list[Any]:
    return list(values[:_MOST_PER_AXIS])


def _lines(value: Sequence[Any], depth: int, width: int, joiner: str) -> list[str]:
    more = len(value) > _MOST_PER_AXIS
    if not any(isinstance(v, (list, tuple)) for v in value):
        row = ", ".join(_number(v).rjust(width) for v in _some(value))
        return ["[" + row + (", …]" if more else "]")]
    blocks = [
        _lines(v if isinstance(v, (list, tuple)) else [v], depth + 1, width, joiner) for v in _some(value)
    ]
    if more:
        blocks.append(["…"])
    lines: list[str] = []
    for i, block in enumerate(blocks):
        for j, line in enumerate(block):
            first = "[" if i == 0 and j == 0 else (" " if joiner == "\n" else "")
            last = "" if j + 1 < len(block) else ("]" if i + 1 == len(blocks) else ",")
            lines.append(first + line + last)
    return [" ".join(lines)] if joiner == " " else lines


def shape(value: Any, names: str = "") -> str:
    """Write a shape, after the letters of its axes where these are given.

    >>> shape([3, 2, 4], "(l, b, n)")
    '(l, b, n) = (3, 2, 4)'
    """
    if not isinstance(value, (list, tuple)):
        return str(value)
    text = "(" + ", ".join(str(v) for v in value) + (",)" if len(value) == 1 else ")")
    return f"{names} = {text}" if names else text


def axes(value: Any, sizes: Any) -> str:
    """Return the letters of a shape's axes, or "" where a size stands for none or for several of them.

    Nor where one letter would stand twice: of l - 1 = n states, the first axis is not n.

    >>> axes([6, 4], {"l": 3, "b": 2, "d": 5, "n": 4})
    '(l*b, n)'
    >>> axes([3, 2, 3], {"l": 4, "b": 2, "n": 3})
    ''
    """
    if not isinstance(sizes, Mapping) or not isinstance(value, (list, tuple)) or not value:
        return ""
    simple = {k: v for k, v in sizes.items() if isinstance(v, int)}
    derived = dict(simple)
    if "l" in simple:
        derived |= {"l+1": simple["l"] + 1, "l-1": simple["l"] - 1}
        if "b" in simple:
            derived["l*b"] = simple["l"] * simple["b"]
    letters = []
    for size in value:
        found = [k for k, v in simple.items() if v == size] or [k for k, v in derived.items() if v == size]
        if len(found) != 1:
            return ""
        letters.append(found[0])
    if len(set(letters)) < len(letters):
        return ""
    return "(" + ", ".join(letters) + (",)" if len(letters) == 1 else ")")


def sizes(value: Any) -> str:
    """Write sizes by their letters.

    >>> sizes({"l": 3, "b": 2})
    'l = 3, b = 2'
    """
    if isinstance(value, Mapping):
        return ", ".join(f"{k} = {v}" for k, v in value.items())
    return str(value)
