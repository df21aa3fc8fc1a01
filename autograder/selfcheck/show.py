"""Lay the verdicts out as text: what holds, what fails first, what to try next. For the self-check's command."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from autograder.model import EXERCISES, Finding, Lang
from autograder.words import cell_name, check_title, points, render, ui

from .examine import Verdict
from .words import say, title, why

EDGE, WIDEST, NARROWEST = 88, 100, 40
OF_THE_FILE = ("syntax_error", "load_failed", "load_hangs")
_COLOURS = {"good": "32", "bad": "31", "faint": "2", "strong": "1"}
_MARKS = {"passed": "✓", "failed": "✗", "skipped": "·", "error": "!"}
_PLAIN_MARKS = {"passed": "+", "failed": "x", "skipped": ".", "error": "!"}


@dataclass(frozen=True, slots=True)
class Look:
    """How text may look where it goes: in colour or not, with marks that the encoding has or not."""

    lang: Lang
    colour: bool = False
    unicode: bool = True
    width: int = WIDEST

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
    columns = shutil.get_terminal_size((WIDEST, 24)).columns if stream.isatty() else WIDEST
    return Look(lang, terminal, unicode, max(NARROWEST, min(WIDEST, columns - 1)))


def exercise_lines(
    verdicts: Sequence[Verdict], look: Look, said: set[str], brief: bool = False
) -> Iterator[str]:
    """Yield the lines of one exercise: what holds, the first failure, and one line for all that comes after it.

    Args:
        verdicts: of its checks, in order.
        said: findings shown already; a finding that stops every exercise is explained once.
        brief: an exercise that is still to be written is one line.
    """
    first = next((v.finding for v in verdicts if v.finding is not None), None)
    if first is not None and first.key in OF_THE_FILE:
        yield from _of_the_file(verdicts, look, said)
        return
    exercise = verdicts[0].check.exercise
    order = (*EXERCISES,)
    number = f"{order.index(exercise) + 1}" if exercise in order else "·" if look.unicode else "-"
    state = _state(first, look.lang, said) if brief and first is not None else ""
    name = title(exercise, look.lang)
    head = f"{number}  {say('state', look.lang, name=name, state=state) if state else name}"
    earned = _earned(verdicts, look.lang).rjust(min(EDGE, look.width) - len(head))
    yield (head if state else look.paint("strong", head)) + earned
    if state:
        return
    shown, later = False, list[str]()
    for k, verdict in enumerate(verdicts, 1):
        label = f"{number}.{k}" if exercise in order else "  "
        if verdict.status == "failed" and not shown:
            shown = True
            yield from _check_line(verdict, label, look, "strong")
            yield from _message(verdict, look, said)
        elif verdict.status == "passed":
            yield from _check_line(verdict, label, look)
        else:
            later.append(label)
    if later:
        text = f"{', '.join(later)} ({say('later', look.lang)})"
        yield look.paint("faint", f"   {look.mark('skipped')} {text}")


def unwritten(finding: Finding) -> bool:
    """Tell whether the stub is still what stands there."""
    return finding.key == "not_attempted" and finding.args.get("how") != "none"


def _state(finding: Finding, lang: Lang, said: set[str]) -> str:
    """Return what an exercise that can't be judged yet waits for, or nothing; what was explained is only named."""
    if unwritten(finding):
        return say("unwritten", lang)
    if finding.key == "learning.parts_missing":
        return say("needs", lang, parts=", ".join(finding.args["parts"]))
    if finding.key == "missing" or (finding.key.startswith("no_model") and _key(finding) in said):
        return render(finding, lang).title
    return ""


def _check_line(verdict: Verdict, label: str, look: Look, colour: str = "") -> Iterator[str]:
    """Yield the line of one check, wrapped under its title."""
    text, *more = wrapped(check_title(verdict.check.id, look.lang), look.width - 9)
    yield f"   {look.mark(verdict.status)} {label} {look.paint(colour, text) if colour else text}"
    yield from (" " * 9 + line for line in more)


def _of_the_file(verdicts: Sequence[Verdict], look: Look, said: set[str]) -> Iterator[str]:
    """Yield what is wrong with the whole file, once: no exercise has anything to say then."""
    verdict = next(v for v in verdicts if v.finding is not None)
    assert verdict.finding is not None
    if verdict.finding.key not in said:
        said.add(verdict.finding.key)
        message = render(_placed(verdict), look.lang)
        yield f"{look.mark('failed')} {look.paint('strong', message.title)}"
        yield from _slots(verdict, dict(message.slots()), look)


def _earned(verdicts: Sequence[Verdict], lang: Lang) -> str:
    most = sum(v.check.points for v in verdicts)
    if not most:
        return say("ungraded", lang)
    return f"{points(sum(v.check.points for v in verdicts if v.status == 'passed'), lang)} / {points(most, lang)}"


def _message(verdict: Verdict, look: Look, said: set[str]) -> Iterator[str]:
    """Yield the slots of what failed, the student's own lines among them."""
    assert verdict.finding is not None
    key = _key(verdict.finding)
    message = render(_placed(verdict), look.lang)
    yield from (" " * 9 + line for line in wrapped(message.title, look.width - 9))
    if key in said:
        return
    said.add(key)
    slots = dict(message.slots())
    if verdict.found is not None:
        slots["why"], slots["next"] = why(verdict.found, look.lang)
    yield from _slots(verdict, slots, look)


def _key(finding: Finding) -> str:
    return repr((finding.key, dict(finding.args)))


def _placed(verdict: Verdict) -> Finding:
    """Return the finding without the place that the lines of the trace say better."""
    assert verdict.finding is not None
    key, args = verdict.finding.key, verdict.finding.args
    if not verdict.trace or args.get("line") is None:
        return verdict.finding
    return Finding(key, {**args, "line": None, "cell": None, "placed": True})


def _slots(verdict: Verdict, slots: Mapping[str, str], look: Look) -> Iterator[str]:
    """Yield the slots in the order in which they are read, each beside its name."""
    order = ("got", "expected", "why", "next")
    width = max(len(ui(f"slot.{s}", look.lang)) for s in order) + 2
    for slot in order:
        text = slots.get(slot, "")
        if slot == "got":
            text = "\n".join([*([text] if text else []), *trace_lines(verdict, look.lang)])
        if text:
            yield from _hanging(ui(f"slot.{slot}", look.lang).ljust(width), text, look)


def trace_lines(verdict: Verdict, lang: Lang) -> Iterator[str]:
    """Yield the student's own lines on the way to an exception, outermost first."""
    for f in verdict.trace:
        key = "traceback" if f.function else "source"
        values = {"place": cell_name(f.place, lang), "line": str(f.line), "source": f.source}
        yield say(key, lang, **values, **({"function": f.function} if f.function else {}))


def _hanging(head: str, text: str, look: Look) -> Iterator[str]:
    """Yield a slot: its name, then its text beside it, each line wrapped where it is too long."""
    indent = " " * (9 + len(head))
    width = look.width - len(indent)
    lines = [line for part in text.split("\n") for line in wrapped(part, width)]
    for k, line in enumerate(lines):
        yield (" " * 9 + look.paint("faint", head) if k == 0 else indent) + line


def wrapped(text: str, width: int) -> list[str]:
    """Cut a sentence into lines at its spaces; no-break spaces hold, and so does what fits as it is.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    if len(text) <= width:
        return [text]
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
    return f"{look.paint('strong', '!')} " + "\n  ".join(
        wrapped(say(key, look.lang, **values), look.width - 2)
    )


def problem_lines(problem: Finding, look: Look) -> Iterator[str]:
    """Yield what is wrong with a file that can't be read."""
    message = render(problem, look.lang)
    yield f"{look.mark('failed')} {look.paint('strong', message.title)}"
    width = max(len(ui(f"slot.{s}", look.lang)) for s, _ in message.slots()) + 2
    for slot, text in message.slots():
        yield from _hanging(ui(f"slot.{slot}", look.lang).ljust(width), text, look)
