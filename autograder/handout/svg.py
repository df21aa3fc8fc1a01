"""A few words of SVG, enough for the lab's drawings; for `drawings` alone."""

from __future__ import annotations

import re
from html import escape

INK, PALE, WHITE = "#1f2933", "#8895a7", "#ffffff"
BLUE, ORANGE, GREEN, GREY = "#cfe3f7", "#ffe0b8", "#d3efd3", "#e8ebef"

_SCRIPT = re.compile(r"_\{([^}]*)\}|_(\w)|\^\{([^}]*)\}|\^(\w)")


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 15,
    anchor: str = "middle",
    fill: str = INK,
    bold: bool = False,
) -> str:
    """Write words at a point; `h_{t+1}` is lowered and `R^n` raised; `anchor` is start, middle or end."""
    spans, shift, last = "", 0.0, 0

    def span(part: str, to: float, small: bool) -> str:
        nonlocal shift
        move = f' dy="{_n(to - shift)}"' if to != shift else ""
        shift = to
        font = f' font-size="{round(size * 0.72)}"' if small else ""
        return f"<tspan{move}{font}>{escape(part)}</tspan>" if part else ""

    for match in _SCRIPT.finditer(words):
        spans += span(words[last : match.start()], 0, False)
        low, high = match[1] or match[2], match[3] or match[4]
        spans += span(low or high, size * (0.28 if low else -0.38), True)
        last = match.end()
    spans += span(words[last:], 0, False)
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>'
        f"{spans}</text>"
    )


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = WHITE,
    stroke: str = INK,
    round_: float = 0,
) -> str:
    """Draw a rectangle from its upper left corner."""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{_n(round_)}"'
        f' fill="{fill}" stroke="{stroke}"/>'
    )


def line(
    points: list[tuple[float, float]], *, arrow: bool = False, dashed: bool = False, ink: str = INK
) -> str:
    """Draw a line through points, with an arrow's head at its end."""
    path = "M" + " L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    drawn = f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="1.5"{dash}/>'
    return drawn + (_head(points[-2], points[-1], ink) if arrow else "")


def curve(path: str, before: tuple[float, float], end: tuple[float, float]) -> str:
    """Draw a curved arrow along an SVG path whose last control point is `before`."""
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.5"/>' + _head(before, end, INK)


def picture(width: int, height: int, title: str, parts: list[str]) -> str:
    """Put the parts on a white sheet; the title is read aloud where the drawing cannot be seen."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" font-family="Helvetica, Arial, DejaVu Sans, sans-serif">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{width}" height="{height}" fill="{WHITE}"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _head(before: tuple[float, float], end: tuple[float, float], ink: str) -> str:
    dx, dy = end[0] - before[0], end[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5
    dx, dy = dx / length, dy / length
    left = (end[0] - 8 * dx + 4 * dy, end[1] - 8 * dy - 4 * dx)
    right = (end[0] - 8 * dx - 4 * dy, end[1] - 8 * dy + 4 * dx)
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in (end, left, right))
    return f'<polygon points="{corners}" fill="{ink}"/>'


def _n(value: float) -> str:
    """Write a number the same way on every machine, without a needless `.0`."""
    return f"{value:.1f}".removesuffix(".0")
