"""A page of drawings in SVG, which needs nothing but a browser. For the self-check's plots alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from autograder.arrays import Array

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 64, 22, 40
_INKS = ("#1f6fb2", "#d1741c", "#3d8b40", "#8a4fa3", "#b03a48", "#5b6672")
_PALE = "#c9d1da"


@dataclass(frozen=True, slots=True)
class Panel:
    """A drawing, its title, and the sentence that says how to read it."""

    title: str
    note: str
    drawing: str


def page(title: str, lang: str, panels: Sequence[Panel]) -> str:
    """Return the whole page."""
    parts = "\n".join(
        f"<section><h2>{escape(p.title)}</h2>\n{p.drawing}\n{_note(p)}</section>" for p in panels
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n{parts}\n</body></html>\n"
    )


def _note(panel: Panel) -> str:
    """Return how to read a drawing, where there is one."""
    return f"<p>{_prose(panel.note)}</p>" if panel.drawing.startswith("<svg") else ""


def _prose(text: str) -> str:
    """Return a sentence as HTML, what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


_STYLE = """
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1f2933; background: #fff;
  font: 16px/1.5 Helvetica, Arial, "DejaVu Sans", sans-serif; }
section { margin: 2rem 0; } svg { width: 100%; height: auto; } p { color: #46525e; }
code { background: #eef1f4; padding: 0 .2em; border-radius: 3px; }
.remark { border-left: 4px solid #c9d1da; padding: .6rem 1rem; }
"""


def remark(text: str) -> str:
    """Return a sentence in the place of a drawing."""
    return f'<p class="remark">{_prose(text)}</p>'


def lines(
    values: Array,
    points: Array | None,
    across: str,
    up: str,
    span: tuple[float, float],
    dashed: float | None = None,
) -> str:
    """Draw one line for each row of values (rows, columns), and circles for the same rows of points."""
    low, high = span
    count = values.shape[1]
    parts = [_frame(across, up, _ticks(low, high), low, high, _steps(count))]
    if dashed is not None:
        parts.append(_dashes(_y(dashed, low, high)))
    for k, row in enumerate(values):
        ink = _INKS[k % len(_INKS)]
        path = " ".join(f"{_x(t, count):.1f},{_y(v, low, high):.1f}" for t, v in enumerate(row))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="1.8"/>')
        for t, v in enumerate(points[k] if points is not None else ()):
            x, y = _x(t, count), _y(v, low, high)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="none" stroke="{ink}"/>')
    return _picture(parts, f"{up}, {across}")


def bars(norms: Array, across: str, names: Sequence[str]) -> str:
    """Draw norms as bars on a logarithmic scale; a norm of 0 has none."""
    some = norms[norms > 0]
    high = float(np.ceil(np.log10(some.max()))) if some.size else 0.0
    low = float(np.floor(np.log10(some.min()))) - 1.0 if some.size else -1.0
    apart = max(1, round((high - low) / 5))
    ticks = [(float(e), f"1e{e}") for e in range(int(low), int(high) + 1, apart)]
    parts = [_frame(across, "", ticks, low, high, [])]
    count, foot = len(norms), HEIGHT - BOTTOM
    for t, norm in enumerate(norms):
        x = _x(t, count, half=True)
        if norm > 0:
            y = _y(float(np.log10(norm)), low, high)
            parts.append(_bar(x, y, foot, 0.6 * (WIDTH - LEFT - RIGHT) / count, _INKS[0]))
        parts.append(_text(x, foot + 16, names[t], "middle"))
    return _picture(parts, ", ".join(f"{n}: {v:.1e}" for n, v in zip(names, norms)))


def shares(values: Array, names: Sequence[str], chance: str) -> str:
    """Draw shares from 0 to 1 as bars, and a line at one half."""
    ticks = [(v, f"{100 * v:.0f} %") for v in (0.0, 0.5, 1.0)]
    parts = [_frame("", "", ticks, 0.0, 1.0, [])]
    count, foot, y = len(values), HEIGHT - BOTTOM, _y(0.5, 0.0, 1.0)
    for t, share in enumerate(values):
        x = _x(t, count, half=True)
        parts.append(
            _bar(x, _y(float(share), 0.0, 1.0), foot, 0.5 * (WIDTH - LEFT - RIGHT) / count, _INKS[2])
        )
        parts.append(_text(x, foot + 16, names[t], "middle"))
    parts += [_dashes(y), _text(WIDTH - RIGHT + 6, y + 4, chance, "start")]
    return _picture(parts, ", ".join(f"{n}: {100 * v:.0f} %" for n, v in zip(names, values)))


def _bar(x: float, y: float, foot: float, width: float, ink: str) -> str:
    height = max(foot - y, 0.0)
    return (
        f'<rect x="{x - width / 2:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{ink}"/>'
    )


def _dashes(y: float) -> str:
    ends = f'x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"'
    return f'<line {ends} stroke="#5b6672" stroke-dasharray="6 4"/>'


def _frame(
    across: str,
    up: str,
    ticks: Sequence[tuple[float, str]],
    low: float,
    high: float,
    steps: Sequence[tuple[float, str]],
) -> str:
    parts = []
    for value, name in ticks:
        y = _y(value, low, high)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{_PALE}"/>')
        parts.append(_text(LEFT - 6, y + 4, name, "end"))
    parts += [_text(x, HEIGHT - BOTTOM + 16, name, "middle") for x, name in steps]
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4, across, "middle"))
    if up:
        parts.append(_text(LEFT, TOP - 8, up, "start"))
    return "".join(parts)


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    return [(v, f"{v:.2g}") for v in (low, (low + high) / 2, high)]


def _steps(count: int) -> list[tuple[float, str]]:
    chosen = range(count) if count <= 20 else [0, count // 2, count - 1]
    return [(_x(t, count), str(t + 1)) for t in chosen]


def _x(t: float, count: int, half: bool = False) -> float:
    inner = WIDTH - LEFT - RIGHT
    return LEFT + inner * (t + 0.5) / count if half else LEFT + inner * t / max(count - 1, 1)


def _y(value: float, low: float, high: float) -> float:
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - share)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}" fill="#1f2933">{escape(words)}</text>'


def _picture(parts: Sequence[str], label: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(label[:400], quote=True)}">' + "".join(parts) + "</svg>"
    )
