"""Says of a known mistake with several forms what holds for all of them; imported by the worker."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.model import Lang
from autograder.words.en.mistakes import MISTAKES as EN
from autograder.words.fr.mistakes import MISTAKES as FR

MISTAKES: Mapping[Lang, Mapping[str, Mapping[str, str]]] = {"en": EN, "fr": FR}


def in_general(mistake: str, lang: Lang) -> Mapping[str, str]:
    """Return what holds for every form of a known mistake: {"why": …, "next": …}, or less."""
    return MISTAKES[lang].get(mistake, {})
