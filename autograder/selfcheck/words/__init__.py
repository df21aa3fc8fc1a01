"""What the self-check says beside findings, in each language: the same keys and placeholders everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from autograder.model import EXERCISES, Lang
from autograder.words import exercise_title, numbers, plain
from autograder.words import hints as graded_hints

from . import en, fr

if TYPE_CHECKING:  # these words are needed before numpy is there
    from ..by_property import Property

TABLES: Mapping[Lang, Any] = {"en": en, "fr": fr}


def say(key: str, lang: Lang, **values: Any) -> str:
    """Return a sentence of the self-check, with its values made fit to be shown."""
    return str(TABLES[lang].SAYS[key]).format_map({k: _shown(v, lang) for k, v in values.items()})


def why(found: Property, lang: Lang) -> tuple[str, str]:
    """Return what is said of a property: why, and what to try next."""
    slots = TABLES[lang].PROPERTIES[found.key]
    values = {k: _shown(v, lang) for k, v in found.args.items()}
    return slots["why"].format_map(values), slots["next"].format_map(values)


def ladder(exercise: str, lang: Lang) -> tuple[str, ...]:
    """Return the hints of an exercise, graded or not."""
    return graded_hints(exercise, lang) if exercise in EXERCISES else TABLES[lang].HINTS[exercise]


def title(exercise: str, lang: Lang) -> str:
    """Return the name of an exercise, graded or not."""
    return exercise_title(exercise, lang) if exercise in EXERCISES else say(f"exercise.{exercise}", lang)


def _shown(value: Any, lang: Lang) -> str:
    if isinstance(value, list):
        return numbers.matrix(value)
    if isinstance(value, (int, float)):
        return numbers.number(value, lang)
    return "\n".join(plain(line) for line in str(value).split("\n"))
