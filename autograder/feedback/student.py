"""Tells one student about one result, as an HTML page or as plain text; imported by report, adapters, cli."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from autograder.feedback.digest import Digest, Numbered, digest, score
from autograder.feedback.templating import page
from autograder.model import MAX_SCORE, Finding, Lang, Result
from autograder.words import (
    Message,
    MistakeWords,
    check_title,
    exercise_title,
    plain,
    points,
    render,
    ui,
)

_WIDTH = 78  # columns of the text: a terminal's, less a margin
_LABEL = 10  # columns of "expected  "


def student_page(result: Result, lang: Lang, mistake_words: MistakeWords | None = None) -> str:
    """Return one self-contained HTML page for the student; what is for the staff alone is not on it."""
    told = digest(result)
    return page(
        lang,
        "student.html",
        result=result,
        digest=told,
        first=[(item, _message(item, lang, mistake_words)) for item in told.first],
        problem=_problem(result, lang),
        score=score(result),
        max_score=MAX_SCORE,
        sandbox=sandbox_line(result, lang),
    )


def student_text(result: Result, lang: Lang, mistake_words: MistakeWords | None = None) -> str:
    """Return the same as plain text, for an LMS comment or a terminal; it ends in a newline."""
    told = digest(result)
    return "\n".join(_lines(result, told, lang, mistake_words)) + "\n"


def sandbox_line(result: Result, lang: Lang) -> str:
    """Return what the code was run in, on one line; "" where nothing is recorded."""
    if any(flag.key == "flag.unsandboxed" for flag in result.flags):
        return ui("page.unsandboxed", lang)
    return ", ".join(plain(layer, 80) for layer in result.sandbox)


def _message(item: Numbered, lang: Lang, mistake_words: MistakeWords | None) -> Message:
    finding = item.check.finding or Finding("other", {})
    return render(finding, lang, item.check.mistake, mistake_words, item.check.forms)


def _problem(result: Result, lang: Lang) -> Message | None:
    """Return why a file can't be read; the details of a fault of ours are for the staff."""
    return render(result.problem, lang) if result.problem and result.status == "unreadable" else None


def _lines(result: Result, told: Digest, lang: Lang, mistake_words: MistakeWords | None) -> Iterator[str]:
    earned = score(result)
    yield _row(ui("page.title", lang, student=result.student), _of(earned, MAX_SCORE, lang))
    if earned is None:
        yield from _wrapped(ui("page.score_open", lang))
    if result.manual is not None:
        said = result.manual.comment and ui("colon", lang) + plain(result.manual.comment)
        yield from _wrapped(ui("page.manual", lang) + said)
    yield ""
    for index, (name, (got, possible)) in enumerate(told.marks.items(), 1):
        yield _row(f"  {index}. {exercise_title(name, lang)} ({name})", _of(got, possible, lang))
    problem = _problem(result, lang)
    if problem:
        yield from ("", f"✗ {problem.title}", *_slots(problem, lang))
    if told.holds:
        yield from _section("page.holds", lang)
        yield from (_check_row("✓", item, lang) for item in told.holds)
    if told.first:
        yield from _section("page.first", lang)
    for item in told.first:
        message = _message(item, lang, mistake_words)
        gap = () if item is told.first[0] else ("",)
        yield from (*gap, _check_row("✗", item, lang), *_wrapped(message.title, "  "), *_slots(message, lang))
    if told.open:
        yield from _section("page.open", lang)
        yield from _wrapped(ui("page.open_why", lang))
        yield from (_check_row("?", item, lang) for item in told.open)
    if told.later:
        yield from _section("page.later", lang)
        yield from (_check_row("·", item, lang) for item in told.later)
    if result.checks and not (told.first or told.open or told.later):
        yield from ("", ui("page.all_holds", lang))


def _section(key: str, lang: Lang) -> tuple[str, str]:
    return "", ui(key, lang)


def _check_row(sign: str, item: Numbered, lang: Lang) -> str:
    earned = None if item.check.status == "error" else item.check.score
    title = f"{sign} {item.number}  {check_title(item.check.id, lang)}"
    return _row(title, _of(earned, item.check.max_score, lang))


def _of(earned: float | None, possible: float, lang: Lang) -> str:
    return f"{points(earned, lang)} / {points(possible, lang)}"


def _row(text: str, right: str) -> str:
    return f"{text}{right:>{max(len(right) + 2, _WIDTH - len(text))}}"


def _wrapped(text: str, indent: str = "") -> list[str]:
    held = text.replace(" = ", "\0=\0")  # "n = 5" stays on one line
    lines = textwrap.wrap(held, _WIDTH - len(indent), break_on_hyphens=False)
    return [indent + line.replace("\0", " ") for line in lines]


def _slots(message: Message, lang: Lang) -> Iterator[str]:
    for slot, text in message.slots():
        if slot == "why" and message.mistake:
            text += f"  ({message.mistake})"
        label = "  " + ui(f"slot.{slot}", lang).ljust(_LABEL)
        lines = text.split("\n")  # lines of a matrix stand as they are, a line of prose is wrapped
        if len(lines) == 1:
            lines = [line.strip() for line in _wrapped(text, " " * len(label))]
        yield from (f"{label if i == 0 else ' ' * len(label)}{line}" for i, line in enumerate(lines))
