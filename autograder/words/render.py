"""Turns findings into messages in one language; imported by feedback, report, adapters and the commands."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from autograder.model import Finding, Lang
from autograder.words import en, fr, numbers, variants
from autograder.words.arguments import ARGS, FAMILIES
from autograder.words.plain import plain

SLOTS = ("got", "expected", "why", "next")

MistakeWords = Mapping[str, Mapping[str, str]]
"""What to say of each known mistake, in one language: id -> {"why": …, "next": …}, and of its forms: "id--form"."""


class Catalogue(Protocol):
    """What a language gives: a new one is a folder of these six tables."""

    MESSAGES: dict[str, dict[str, str]]
    CHECKS: dict[str, str]
    HINTS: dict[str, tuple[str, str, str, str]]
    UI: dict[str, str]
    VALUES: dict[str, dict[str, str]]
    VARIANTS: dict[str, dict[str, str]]


CATALOGUES: Mapping[str, Catalogue] = {"en": en, "fr": fr}

_EXPECTED_AXES = {"one_step": "(b, n)", "forward": "(l, b, n)"}
_SPACED = re.compile(r"\A(cell|cellule) (\d+)\Z")


@dataclass(frozen=True, slots=True)
class Message:
    """A finding in words. `title` is never empty; the other slots may be."""

    title: str
    got: str = ""
    expected: str = ""
    why: str = ""
    next: str = ""
    mistake: str = ""  # the id of the known mistake that `why` and `next` speak of

    def slots(self) -> Iterator[tuple[str, str]]:
        """Yield the slots that hold something, in the order in which they are read."""
        for slot in SLOTS:
            text: str = getattr(self, slot)
            if text:
                yield slot, text


def known(key: str) -> bool:
    """Say whether the catalogues have words of their own for this key."""
    return key in ARGS


def ui(key: str, lang: Lang, **values: Any) -> str:
    """Return what a page or the command line says, numbers and hostile text made ready for prose."""
    shown = {k: plain(v) if isinstance(v, str) else numbers.number(v, lang) for k, v in values.items()}
    return CATALOGUES[lang].UI[key].format_map(shown)


def check_title(check: str, lang: Lang) -> str:
    """Return the property that a check holds a submission to; its id in words where it has no title yet."""
    return CATALOGUES[lang].CHECKS.get(check) or plain(check.rpartition("/")[2].replace("_", " "))


def exercise_title(exercise: str, lang: Lang) -> str:
    """Return the name of an exercise as a person says it."""
    return CATALOGUES[lang].UI.get(f"exercise.{exercise}", plain(exercise))


def hints(exercise: str, lang: Lang) -> tuple[str, str, str, str]:
    """Return the four hints of an exercise: notice, property, place, read."""
    return CATALOGUES[lang].HINTS[exercise]


def render(
    finding: Finding,
    lang: Lang,
    mistake: str | None = None,
    mistake_words: MistakeWords | None = None,
    forms: Sequence[str] = (),
) -> Message:
    """Say a finding in words; what is known of a recognised mistake takes the place of `why` and `next`.

    Never raises on a finding: an unknown key gets its family's words, a slot whose arguments are missing is
    left out. Text arguments come out harmless even where they did not go in so.
    """
    catalogue = CATALOGUES[lang]
    key = _key_of(finding.key, catalogue)
    values = _Values(finding, lang, catalogue)
    special = next((case for case in variants.cases(finding) if case in catalogue.VARIANTS), "")
    templates = {**catalogue.MESSAGES[key], **catalogue.VARIANTS.get(special, {})}
    said = {slot: _fill(template, values) for slot, template in templates.items()}
    if mistake:
        words = _of_mistake(mistake, forms, mistake_words or {})
        said |= {slot: words[slot] for slot in ("why", "next") if words.get(slot)}
    return Message(
        title=said.get("title") or finding.key,
        got=said.get("got") or "",
        expected=said.get("expected") or "",
        why=said.get("why") or "",
        next=said.get("next") or "",
        mistake=mistake or "",
    )


def _of_mistake(mistake: str, forms: Sequence[str], words: MistakeWords) -> dict[str, str]:
    """Return what is said of a mistake: what all the forms that it may have say, else what holds for any."""
    said = dict(words.get(mistake, {}))
    own = [words.get(f"{mistake}--{form}", {}) for form in forms]
    for slot in ("why", "next"):
        texts = {form.get(slot) for form in own}
        if len(texts) == 1 and (text := texts.pop()):
            said[slot] = text
    return said


def _key_of(key: str, catalogue: Catalogue) -> str:
    if key in catalogue.MESSAGES:
        return key
    family = key.partition(".")[0]
    return f"{family}.other" if family in FAMILIES else "other"


def _fill(template: str, values: _Values) -> str | None:
    """Fill a template, matrices hanging at the column where they begin; None where an argument is missing."""
    done = ""
    for literal, name, _, _ in string.Formatter().parse(template):
        done += literal
        if name is None:
            continue
        value = values.text(name)
        if value is None:
            return None
        column = len(done) - (done.rfind("\n") + 1)
        done += value.replace("\n", "\n" + " " * column)
    return done


class _Values:
    """The arguments of one finding, as text of one language."""

    def __init__(self, finding: Finding, lang: Lang, catalogue: Catalogue) -> None:
        self._finding, self._args, self._lang, self._catalogue = finding, finding.args, lang, catalogue

    def text(self, name: str) -> str | None:
        """Return what stands for a placeholder; None for an argument that is absent."""
        if name in _DERIVED:
            return _DERIVED[name](self)
        value = self._args.get(name)
        if value is None or value == "":
            return None
        kind = ARGS.get(self._finding.key, {}).get(name, "text")
        if kind.startswith("="):
            return plain(str(self._catalogue.VALUES[kind[1:]].get(str(value), value)))
        if kind == "shape":
            return self._shape(name, value)
        if kind in ("number", "value") and isinstance(value, float):
            return numbers.number(value, self._lang, self._digits(name))
        return _shown(kind, value, self._lang)

    def _digits(self, name: str) -> int:
        """Return how many digits tell a number from the one that it is shown beside."""
        pair = next((pair for pair in _SIDE_BY_SIDE if name in pair), ())
        shown = [self._args.get(other) for other in pair]
        if len(shown) == 2 and all(isinstance(value, float) for value in shown):
            told = (d for d in range(4, 13) if len({numbers.number(v, self._lang, d) for v in shown}) == 2)
            return next(told, 4)
        return 4

    def _shape(self, name: str, value: Any) -> str:
        if several := re.fullmatch(r"(list|tuple) of (\d+)", str(value)):
            return ui("several", self._lang, kind=several[1], count=several[2])
        if name.startswith("expected"):
            return plain(numbers.shape(value, self._expected_axes(value)))
        return plain(numbers.shape(value, numbers.axes(value, self._args.get("sizes"))))

    def _expected_axes(self, value: Any) -> str:
        function = self._args.get("function") or self._finding.key.partition(".")[0]
        names = _EXPECTED_AXES.get(str(function), "")
        return names if isinstance(value, (list, tuple)) and len(value) == names.count(",") + 1 else ""

    def where(self) -> str:
        """Return " (cell 3, line 12)", or nothing."""
        cell, line = self._args.get("cell"), self._args.get("line")
        places = []
        if cell is not None:
            places.append(cell_name(cell, self._lang))
        if line is not None:
            places.append(ui("line", self._lang, line=str(line)))
        return f" ({', '.join(places)})" if places else ""

    def at(self) -> str:
        """Return " for l = 3, b = 2", or nothing."""
        sizes = self._args.get("sizes")
        return ui("for", self._lang, sizes=numbers.sizes(sizes)) if sizes else ""

    def contract(self) -> str | None:
        """Return what the function is asked for, or None when it is not one of ours."""
        return self._catalogue.VALUES["contract"].get(str(self._args.get("function")))

    def ratio_note(self) -> str:
        """Return the quotient of the two losses where it is one of the sizes, or nothing."""
        ratio, letter = self.text("ratio"), self.text("ratio_is")
        if ratio is None or letter is None:
            return ""
        return ui("ratio", self._lang, ratio=ratio, ratio_is=letter)

    def details(self) -> str:
        """Return the key and the arguments of a finding that has no words of its own."""
        args = ", ".join(f"{k} = {v}" for k, v in self._args.items())
        return plain(f"{self._finding.key}: {args}" if args else self._finding.key)


_SIDE_BY_SIDE = (("got", "expected"), ("first", "second"))
_DERIVED = {
    "where": _Values.where,
    "at": _Values.at,
    "contract": _Values.contract,
    "ratio_note": _Values.ratio_note,
    "details": _Values.details,
}


def _shown(kind: str, value: Any, lang: Lang) -> str | None:
    """Write one argument; what is not of the kind it should be is written as plain text."""
    is_number = isinstance(value, (int, float))
    if kind == "list":
        return _list(value, lang)
    if kind == "value" and isinstance(value, (list, tuple)):
        return "\n".join(plain(line, 200) for line in numbers.matrix(value).splitlines())
    if kind == "sizes":
        return plain(numbers.sizes(value))
    if kind == "percent" and is_number:
        return numbers.percent(value, lang)
    if kind == "factor" and is_number:
        return numbers.fixed(value, lang)
    if kind == "cell":
        return cell_name(value, lang)
    if kind == "seconds":
        return _seconds(value, lang)
    if kind in ("number", "value") and is_number:
        return numbers.number(value, lang)
    return plain(str(value))


def cell_name(value: Any, lang: Lang) -> str:
    """Name a piece of source as a person does: a notebook's cell in the language, a file as it is."""
    number = _SPACED.match(str(value))
    digits = number[2] if number else (str(value) if isinstance(value, int) else "")
    return ui("cell", lang, number=digits) if digits else plain(str(value), 60)


def _seconds(value: Any, lang: Lang) -> str | None:
    """Write a duration; None for no time at all, which stands for a function that is not asked any more."""
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        return plain(str(value))
    return numbers.number(seconds, lang) + "\u00a0s" if seconds else None


def _list(value: Any, lang: Lang) -> str:
    items = [plain(str(v), 80) for v in value] if isinstance(value, (list, tuple)) else [plain(str(value))]
    if len(items) > 8:
        items = [*items[:8], "…"]
    if len(items) < 2 or items[-1] == "…":
        return ", ".join(items)
    return ", ".join(items[:-1]) + ui("and", lang) + items[-1]
