"""Everything about one mark, in words for the staff. Imported within explain and by its command."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.feedback import student_text
from autograder.feedback.digest import Numbered, digest
from autograder.model import Check, Lang, Result, UsageError
from autograder.report import message_text, read_result
from autograder.words import Message, MistakeWords, check_title, plain, render

SHOWN = 12


def find_result(out: Path, student: str) -> Result:
    """Return a student's result.

    Raises:
        UsageError: there is none; names those that there are.
    """
    names = sorted(p.stem for p in (out / "results").glob("*.json"))
    if not names:
        raise UsageError(f"There are no results in {out}: run `lab grade SUBMISSIONS --out {out}` first.")
    if student not in names:
        near = [n for n in names if _letters(student) in _letters(n)] or names
        raise UsageError(f"There is no result for {plain(student, 60)!r} in {out}: there are {_list(near)}.")
    return read_result(out / "results" / f"{student}.json")


def _letters(name: str) -> str:
    """Return a name without what an id has other signs for: "Jane Doe" is near Jane-Doe_1013."""
    return "".join(c for c in name.casefold() if c.isalnum())


def find_check(result: Result, wanted: str) -> Check:
    """Return a check by its id, the last part of its id, or its number on the student's page ("3.2").

    Raises:
        UsageError: there is none, or several; names those that there are.
    """
    numbered = _numbered(result)
    if not numbered:
        raise UsageError(f"Nothing was checked for {result.student}: {_why_nothing(result)}.")
    found = [n.check for n in numbered if wanted in (n.number, n.check.id, n.check.id.partition("/")[2])]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"Several checks are called {wanted!r}: give one of {_list([c.id for c in found])}.")
    every = [f"{n.number} {n.check.id}" for n in numbered]
    raise UsageError(f"There is no check {plain(wanted, 60)!r}: give one of {_list(every, len(every))}.")


def _numbered(result: Result) -> list[Numbered]:
    told = digest(result)
    every = [*told.holds, *told.first, *told.later, *told.open]
    return sorted(every, key=lambda n: [int(part) for part in n.number.split(".")])


def _list(names: Sequence[str], shown: int = SHOWN) -> str:
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(names[:shown]) + more


def _why_nothing(result: Result) -> str:
    return (
        message_text(render(result.problem, "en"), "en").splitlines()[0] if result.problem else "no check ran"
    )


def account(
    result: Result,
    check: Check | None,
    scripts: Sequence[tuple[Check, Path]],
    lang: Lang,
    words: MistakeWords,
) -> str:
    """Return what is known about a mark, or about one check of it, with the scripts that show it."""
    lines = list(_of_check(result, check, lang, words)) if check else list(_of_result(result, lang, words))
    if scripts:
        lines += ["", "To see it by hand (runs the student's file outside any sandbox: read it first):"]
        file = shlex.quote(plain(result.file, 200)) if result.file else "FILE"
        lines += [f"  python {shlex.quote(str(path))} {file}" for _, path in scripts]
    return "\n".join(lines)


def _of_result(result: Result, lang: Lang, words: MistakeWords) -> Iterator[str]:
    yield student_text(result, lang, words).rstrip("\n")
    yield ""
    yield from _facts(result, lang)
    yield ""
    yield "checks"
    for n in _numbered(result):
        finding = f"  {n.check.finding.key}" if n.check.finding else ""
        yield f"  {n.number}  {n.check.status:8}{n.check.score:4g} /{n.check.max_score:4g}  {n.check.id}{finding}"


def _facts(result: Result, lang: Lang) -> Iterator[str]:
    yield f"file      {plain(result.file, 200)}  sha256 {result.sha256[:16]}  kit {plain(result.kit, 20)}"
    yield f"graded    {result.status} in {result.seconds:g} s, sandbox: {', '.join(result.sandbox) or 'none'}"
    named = ", ".join(f"{m.id} ({', '.join((m.exercise, *m.forms))})" for m in result.mistakes)
    yield f"mistakes  {plain(named, 400) or 'none named'}"
    if result.group:
        yield f"group     {plain(result.group, 40)}: same group, same wrong answers without a name"
    for said in (*result.flags, *([result.problem] if result.problem else [])):
        yield "note      " + message_text(render(said, lang), lang).replace("\n", "\n          ")


def _of_check(result: Result, check: Check, lang: Lang, words: MistakeWords) -> Iterator[str]:
    number = next(n.number for n in _numbered(result) if n.check is check)
    yield f"{plain(result.student)}  {number}  {check.id}"
    yield f"  {check_title(check.id, lang)}"
    yield f"  {check.status}, {check.score:g} of {check.max_score:g} points"
    if check.status == "skipped":
        yield "  not asked: a check that it needs did not pass"
    if check.finding:
        yield from _slots(render(check.finding, lang, check.mistake, words, check.forms))
        yield f"  finding   {check.finding.key}"
        for name, value in check.finding.args.items():
            yield f"    {name} = {plain(json.dumps(value, ensure_ascii=False), 300)}"
    named = ", ".join(m.id for m in result.mistakes if m.exercise == check.exercise)
    yield f"  mistakes named in {check.exercise}: {plain(named, 200) or 'none'}"


def _slots(message: Message) -> Iterator[str]:
    yield f"  {message.title}"
    for slot, text in message.slots():
        known = f"  ({message.mistake})" if slot == "why" and message.mistake else ""
        yield f"  {slot:10}" + text.replace("\n", "\n" + " " * 12) + known
