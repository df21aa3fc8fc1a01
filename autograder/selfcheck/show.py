"""Lay the verdicts out as text: what holds, what fails first, what to try next. For the self-check's command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from autograder.model import EXERCISES, Finding, Lang
from autograder.words import check_title, points, render, ui

from .examine import Verdict
from .words import say, title, why

WIDTH = 88
_COLOURS = {"good": "32", "bad": "31", "faint": "2", "strong": "1"}
_MARKS = {"passed": "✓", "failed": "✗", "skipped": "·", "error": "!"}
_PLAIN_MARKS = {"passed": "+", "failed": "x", "skipped": ".", "error": "!"}


@dataclass(frozen=True, slots=True)
class Look:
    """How text may look where it goes: in colour or not, with marks that the encoding has or not."""

    lang: Lang
    colour: bool = False
    unicode: bool = True

    def paint(self, colour: str, text: str) -> str:
        """Return the text in a colour, if colours may be used; nothing is said by colour alone."""
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self.colour else text

    def mark(self, status: str) -> str:
        """Return the mark of a verdict."""
        mark = (_MARKS if self.unicode else _PLAIN_MARKS)[status]
        return self.paint({"passed": "good", "failed": "bad"}.get(status, "faint"), mark)


def look(stream: TextIO, lang: Lang) -> Look:
    """Choose the look for a stream: colour on a terminal, unless NO_COLOR says otherwise."""
    terminal = stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")
    if terminal and sys.platform == "win32":
        os.system("")  # has Windows' console obey the colours
    try:
        "✓✗·█░…".encode(stream.encoding or "ascii")
        unicode = True
    except (UnicodeEncodeError, LookupError):
        unicode = False
    return Look(lang, terminal, unicode)


def exercise_lines(verdicts: Sequence[Verdict], look: Look, said: set[str]) -> Iterator[str]:
    """Yield the lines of one exercise.

    Args:
        verdicts: of its checks, in order.
        said: findings shown already; a finding that stops every exercise is explained once.
    """
    exercise = verdicts[0].check.exercise
    order = (*EXERCISES,)
    number = f"{order.index(exercise) + 1}" if exercise in order else "·" if look.unicode else "-"
    name, earned = title(exercise, look.lang), _earned(verdicts, look.lang)
    yield look.paint("strong", f"{number}  {name}") + earned.rjust(WIDTH - 3 - len(name))
    shown = False
    for k, verdict in enumerate(verdicts, 1):
        label = f"{number}.{k}" if exercise in order else "  "
        text = check_title(verdict.check.id, look.lang)
        if verdict.status == "passed":
            yield f"   {look.mark('passed')} {label} {text}"
        elif verdict.status == "failed" and not shown:
            shown = True
            yield f"   {look.mark('failed')} {label} {look.paint('strong', text)}"
            yield from _message(verdict, look, said)
        else:
            later = say("later", look.lang)
            yield look.paint("faint", f"   {look.mark('skipped')} {label} {text} ({later})")


def _earned(verdicts: Sequence[Verdict], lang: Lang) -> str:
    most = sum(v.check.points for v in verdicts)
    if not most:
        return say("ungraded", lang)
    return f"{points(sum(v.check.points for v in verdicts if v.status == 'passed'), lang)} / {points(most, lang)}"


def _message(verdict: Verdict, look: Look, said: set[str]) -> Iterator[str]:
    """Yield the slots of what failed, the student's own lines among them."""
    assert verdict.finding is not None
    finding = verdict.finding
    key = repr((finding.key, dict(finding.args)))
    message = render(finding, look.lang)
    yield " " * 9 + message.title
    if key in said:
        return
    said.add(key)
    slots = dict(message.slots())
    if verdict.found is not None:
        slots["why"], slots["next"] = why(verdict.found, look.lang)
    width = max(len(ui(f"slot.{s}", look.lang)) for s in ("got", "expected", "why", "next")) + 2
    for slot in ("got", "expected", "why", "next"):
        if slot in slots:
            head = ui(f"slot.{slot}", look.lang).ljust(width)
            yield from _hanging(head, slots[slot], look)
        if slot == "got":
            yield from (" " * (9 + width) + line for line in trace_lines(verdict, look.lang))


def trace_lines(verdict: Verdict, lang: Lang) -> Iterator[str]:
    """Yield the student's own lines on the way to an exception, outermost first."""
    for f in verdict.trace:
        yield say("traceback", lang, place=f.place, line=str(f.line), function=f.function, source=f.source)


def _hanging(head: str, text: str, look: Look) -> Iterator[str]:
    """Yield a slot: its name, then its text beside it, each line wrapped where it is too long."""
    indent = " " * (9 + len(head))
    width = WIDTH + 12 - len(indent)
    lines = [
        line for part in text.split("\n") for line in ([part] if len(part) <= width else wrapped(part, width))
    ]
    for k, line in enumerate(lines):
        yield (" " * 9 + look.paint("faint", head) if k == 0 else indent) + line


def wrapped(text: str, width: int) -> list[str]:
    """Cut a sentence into lines at its spaces; no-break spaces hold.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def progress(groups: Iterable[Sequence[Verdict]], look: Look) -> str:
    """Return one line: a bar, the checks that pass, the points."""
    graded = [v for group in groups for v in group if v.check.points]
    passed = [v for v in graded if v.status == "passed"]
    count = len(graded) or 1
    full, empty = ("█", "░") if look.unicode else ("#", "-")
    done = 24 * len(passed) // count
    bar = look.paint("good", full * done) + look.paint("faint", empty * (24 - done))
    earned, most = (points(sum(v.check.points for v in vs), look.lang) for vs in (passed, graded))
    said = say("progress", look.lang, passed=len(passed), count=len(graded), points=earned, most=most)
    return f"[{bar}] {said}"


def note_line(key: str, values: dict[str, str], look: Look) -> str:
    """Return a remark on the file or its folder."""
    return f"{look.paint('strong', '!')} {say(key, look.lang, **values)}"


def problem_lines(problem: Finding, look: Look) -> Iterator[str]:
    """Yield what is wrong with a file that can't be read."""
    message = render(problem, look.lang)
    yield f"{look.mark('failed')} {look.paint('strong', message.title)}"
    width = max(len(ui(f"slot.{s}", look.lang)) for s, _ in message.slots()) + 2
    for slot, text in message.slots():
        yield from _hanging(ui(f"slot.{slot}", look.lang).ljust(width), text, look)
