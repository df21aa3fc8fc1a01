"""Shows a class to its teacher, as an HTML page and as a summary for the terminal; imported by cli."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from autograder.feedback.digest import exercise_score, score, status
from autograder.feedback.templating import page
from autograder.model import EXERCISES, MAX_SCORE, Lang, Result
from autograder.report.overview import Group, Overview, overview
from autograder.words import MistakeWords, exercise_title, percent, plain, points, ui

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_BAR, _GAP, _TALL, _TOP = 24, 6, 160, 20  # units of the histogram's view box
_LISTED = 5  # groups of each kind in the summary: the page has them all


def class_page(results: Iterable[Result], lang: Lang, mistake_words: MistakeWords | None = None) -> str:
    """Return `report.html`: one self-contained page, which links to `feedback/<student>.html`."""
    view = overview(results, lang)
    words = mistake_words or {}
    return page(
        lang,
        "class.html",
        _TEMPLATES,
        view=view,
        by_mark=sorted(view.results, key=_by_mark),
        chart=_chart(view.bars),
        exercises=EXERCISES,
        max_score=MAX_SCORE,
        unsandboxed=_unsandboxed(view),
        whys={id: said["why"] for id, said in words.items() if said.get("why")},
        href=_href,
        score=score,
        exercise_score=exercise_score,
        status=status,
        mistake_ids=_mistake_ids,
        percent=lambda ratio: percent(ratio, lang),
    )


def summary_text(results: Iterable[Result], lang: Lang, out_dir: Path, colour: bool = False) -> str:
    """Return the class on one screen of plain text, in colour only where asked; it ends in a newline."""
    view = overview(results, lang)
    return "\n".join(_summary(view, lang, out_dir, _BOLD if colour else "", _PLAIN if colour else "")) + "\n"


_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def wants_colour(stream: TextIO) -> bool:
    """Say whether a stream is a terminal whose user has not asked for text without colour (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _href(student: str) -> str:
    return f"feedback/{quote(student, safe='', errors='replace')}.html"


def _by_mark(result: Result) -> tuple[bool, float]:
    """Order by mark, the lowest first, open marks before all: whom to look at comes on top."""
    earned = score(result)
    return earned is not None, earned or 0.0


def _mistake_ids(result: Result) -> str:
    return " ".join(dict.fromkeys(plain(m.id) for m in result.mistakes))


def _unsandboxed(view: Overview) -> int:
    return sum(any(f.key == "flag.unsandboxed" for f in r.flags) for r in view.results)


def _chart(bars: Sequence[int]) -> dict[str, Any]:
    """Return the histogram's geometry, in units of its view box."""
    step, base, most = _BAR + _GAP, _TOP + _TALL, max(bars) or 1
    drawn = []
    for i, count in enumerate(bars):
        height = round(_TALL * count / most, 1)
        drawn.append(
            {
                "count": count,
                "low": i,
                "high": min(i + 0.99, MAX_SCORE),
                "x": i * step + _GAP / 2,
                "middle": i * step + step / 2,
                "y": round(base - height, 1),
                "width": _BAR,
                "height": height,
            }
        )
    return {"width": step * len(bars), "height": base + 22, "base": base, "bars": drawn}


def _summary(view: Overview, lang: Lang, out_dir: Path, bold: str, end: str) -> Iterator[str]:
    yield f"{bold}{ui('class.title', lang)}{end}"
    yield ui("class.summary", lang, **view.counts)
    unsandboxed = _unsandboxed(view)
    if unsandboxed:
        yield f"{bold}{ui('class.unsandboxed', lang, count=unsandboxed)}{end}"
    marks = view.marks
    if marks.count:
        yield (
            f"{ui('class.mean', lang)} {points(marks.mean, lang)} / {points(MAX_SCORE, lang)}, "
            f"{ui('class.median', lang).lower()} {points(marks.median, lang)}, "
            f"{ui('class.full', lang).lower()}{ui('colon', lang)}{marks.full}"
        )
        yield ""
        yield from (_exercise_row(name, view, lang) for name in EXERCISES)
    yield from _groups("class.mistakes", view.mistakes, lang, bold, end)
    yield from _groups("class.unknown", view.unknown, lang, bold, end)
    yield from _groups("class.problems", view.problems, lang, bold, end)
    yield ""
    files = f"{plain(str(out_dir))}/ (report.html, grades.csv, feedback/)"
    yield ui("class.files", lang) + ui("colon", lang) + files


def _exercise_row(name: str, view: Overview, lang: Lang) -> str:
    possible, mean = EXERCISES[name], view.exercises[name].mean
    filled = round(20 * (mean or 0.0) / possible)
    title = exercise_title(name, lang)
    bar = "█" * filled + "·" * (20 - filled)
    return f"  {title:<26}{bar}  {points(mean, lang)} / {points(possible, lang)}"


def _groups(title: str, groups: Sequence[Group], lang: Lang, bold: str, end: str) -> Iterator[str]:
    if not groups:
        return
    yield ""
    yield f"{bold}{ui(title, lang)}{end}"
    for group in groups[:_LISTED]:
        students = ", ".join(plain(s, 40) for s in group.students[:4])
        more = "…" if len(group.students) > 4 else ""
        name = group.message.title if group.message else (group.check or plain(group.key))
        yield f"  {len(group.students):>4}  {name}{ui('colon', lang)}{students}{more}"
    if len(groups) > _LISTED:
        yield f"        {ui('class.more', lang, count=len(groups) - _LISTED)}"
