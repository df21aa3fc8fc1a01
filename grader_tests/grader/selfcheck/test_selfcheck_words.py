"""The self-check says the same in every language, in the style of the house, and gives nothing away."""

from __future__ import annotations

import ast
import doctest
import re
import string
from collections.abc import Iterator

import pytest

from autograder.model import LANGS, ROOT, Lang
from autograder.selfcheck import cpu, show, suite
from autograder.selfcheck.by_property import Property, property
from autograder.selfcheck.words import TABLES, ladder, say, title, why
from autograder.words import check_title

PACKAGE = ROOT / "autograder" / "selfcheck"


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def sentences(lang: Lang) -> Iterator[tuple[str, str]]:
    table = TABLES[lang]
    yield from table.SAYS.items()
    yield from ((f"hint {k} {n}", t) for k, ts in table.HINTS.items() for n, t in enumerate(ts, 1))
    yield from ((f"{k}.{s}", t) for k, slots in table.PROPERTIES.items() for s, t in slots.items())
    yield from ((c.id, check_title(c.id, lang)) for c in (*suite.CHECKS, *suite.UNGRADED))


@pytest.mark.parametrize("lang", LANGS[1:])
def test_every_language_has_the_same_sentences_with_the_same_values(lang: Lang) -> None:
    here, there = dict(sentences("en")), dict(sentences(lang))
    assert {k: placeholders(t) for k, t in there.items()} == {k: placeholders(t) for k, t in here.items()}
    names = re.compile(r"[^\W\d_]{4,}")
    same = [k for k in here if here[k] == there[k] and names.search(re.sub(r"`[^`]*`|\{\w*\}", "", here[k]))]
    assert same == []


def keys_in_the_source(function: str) -> set[str]:
    """Return the first arguments, written out, of all calls of a function in the self-check."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and function in (
                getattr(node.func, "id", ""),
                getattr(node.func, "attr", ""),
            ):
                found |= (
                    {n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)}
                    if node.args
                    else set()
                )
    return {k for k in found if isinstance(k, str)}


def test_every_property_that_can_be_found_has_words_and_no_other_has() -> None:
    patterns = {
        node.value
        for node in ast.walk(ast.parse((PACKAGE / "by_property" / "states.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"states\.\w+", node.value)
    }
    assert keys_in_the_source("Property") | patterns == set(TABLES["en"].PROPERTIES)


def test_every_sentence_that_is_said_has_words() -> None:
    said = {k for k in keys_in_the_source("say") | keys_in_the_source("tell") if re.fullmatch(r"[a-z_.]+", k)}
    assert len(said) > 20
    assert {k for k in said if not k.startswith("_") and not k.endswith(".")} <= set(TABLES["en"].SAYS)


FORBIDDEN = {
    "en": r"\byour?\b|\bsimply\b|\bobviously\b|\bof course\b|\beasy\b|\bwrong\b|!",
    "fr": r"\bvotre\b|\bvos\b|\bvous\b|\btu\b|\bsimplement\b|évidemment|bien sûr|\bfacile\b|\bfaux\b",
}


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_blames_or_belittles(lang: Lang) -> None:
    assert [(k, t) for k, t in sentences(lang) if re.search(FORBIDDEN[lang], t, re.IGNORECASE)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_holds_code_that_solves(lang: Lang) -> None:
    solving = (
        r"\breturn \w+[(.\[]|\bfor \w+ in [\w.()]+:|self\.\w+ *[=(]|nn\.Linear\(|torch\.\w+\(|cross_entropy\("
    )
    assert [(k, t) for k, t in sentences(lang) if re.search(solving, t)] == []


def test_french_puts_a_no_break_space_before_high_punctuation() -> None:
    for key, text in sentences("fr"):
        prose = re.sub(r"`[^`]*`|[A-Z]:\\|\{\w*\}", "x", text)
        assert not re.search(r"[^\u00a0\s:][;:!?](?=\s|$)| [;:!?»]", prose), (key, prose)


@pytest.mark.parametrize("lang", LANGS)
def test_every_exercise_has_a_name_and_four_hints(lang: Lang) -> None:
    for exercise in suite.EXERCISES:
        assert title(exercise, lang)
        assert len(ladder(exercise, lang)) == 4
    for check in (*suite.CHECKS, *suite.UNGRADED):
        assert "_" not in check_title(check.id, lang).replace("h_", "").replace("W_", "").replace(
            "b_", ""
        ).replace("x_", "").replace("y_", "")


def test_hostile_text_cannot_move_the_cursor() -> None:
    said = say("error.no_file", "en", file="a\x1b[2Jb")
    assert "\x1b" not in said and "\\x1b" in said


def test_a_table_keeps_its_lines() -> None:
    reason, following = why(Property("states.unread", {"name": "x_0", "table": "    h_1\nx_0  ."}), "en")
    assert reason.endswith("\n    h_1\nx_0  .") and following


@pytest.mark.parametrize("module", [cpu, show, property])
def test_the_examples_in_docstrings_are_true(module: object) -> None:
    outcome = doctest.testmod(module)  # type: ignore[arg-type]
    assert outcome.attempted > 0 and outcome.failed == 0
