"""The languages say the same, in the style of the house, and nothing that could be pasted."""

from __future__ import annotations

import ast
import doctest
import re
import string
from collections.abc import Iterator

import pytest

from autograder.adapters import checklist, target
from autograder.feedback import templating
from autograder.model import EXERCISES, LANGS, ROOT, Finding, Lang
from autograder.report import table
from autograder.words import hints, known, numbers, plain, render
from autograder.words.arguments import ARGS, DERIVED, FAMILIES
from autograder.words.render import CATALOGUES, SLOTS, Catalogue

GENERIC = {"other", *(f"{family}.other" for family in FAMILIES)}
NBSP = "\u00a0"


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def sentences(lang: Lang) -> Iterator[tuple[str, str]]:
    catalogue = CATALOGUES[lang]
    for key, slots in catalogue.MESSAGES.items():
        yield from ((f"{key}.{slot}", text) for slot, text in slots.items())
    for key, slots in catalogue.VARIANTS.items():
        yield from ((f"{key}.{slot}", text) for slot, text in slots.items())
    for exercise, ladder in catalogue.HINTS.items():
        yield from ((f"hint {exercise} {i}", text) for i, text in enumerate(ladder, 1))
    yield from catalogue.UI.items()
    yield from catalogue.CHECKS.items()
    for name, words in catalogue.VALUES.items():
        yield from ((f"{name}={value}", text) for value, text in words.items())


def tables(catalogue: Catalogue) -> dict[str, object]:
    return {
        "messages": {
            key: {s: sorted(placeholders(t)) for s, t in m.items()} for key, m in catalogue.MESSAGES.items()
        },
        "variants": {
            key: {s: sorted(placeholders(t)) for s, t in m.items()} for key, m in catalogue.VARIANTS.items()
        },
        "ui": {key: sorted(placeholders(text)) for key, text in catalogue.UI.items()},
        "checks": sorted(catalogue.CHECKS),
        "values": {name: sorted(words) for name, words in catalogue.VALUES.items()},
        "hints": {exercise: len(ladder) for exercise, ladder in catalogue.HINTS.items()},
    }


@pytest.mark.parametrize("lang", LANGS[1:])
@pytest.mark.parametrize("part", ["messages", "variants", "ui", "checks", "values", "hints"])
def test_every_language_has_the_same_keys_slots_and_placeholders(lang: Lang, part: str) -> None:
    assert tables(CATALOGUES[lang])[part] == tables(CATALOGUES["en"])[part]


def test_the_catalogue_has_words_for_every_documented_finding_and_no_other() -> None:
    assert set(CATALOGUES["en"].MESSAGES) == set(ARGS) | GENERIC
    assert known("one_step.value") and not known("one_step.nothing") and not known("other")


@pytest.mark.parametrize("lang", LANGS)
def test_placeholders_are_documented_arguments(lang: Lang) -> None:
    for key, slots in CATALOGUES[lang].MESSAGES.items():
        allowed = set(ARGS.get(key, {})) | {
            name for name, needs in DERIVED.items() if set(needs) & set(ARGS.get(key, {}))
        }
        if key in GENERIC:
            allowed = {"details"}
        for slot, text in slots.items():
            assert slot in {"title", *SLOTS}, key
            assert placeholders(text) <= allowed, (key, slot)


@pytest.mark.parametrize("lang", LANGS)
def test_every_message_has_a_title_and_says_what_to_do(lang: Lang) -> None:
    for key, slots in CATALOGUES[lang].MESSAGES.items():
        assert slots.get("title"), key
        if not key.startswith("flag."):
            assert slots.get("next"), key


@pytest.mark.parametrize("lang", LANGS)
def test_the_hint_ladder_has_a_rung_of_each_kind_for_every_exercise(lang: Lang) -> None:
    assert set(CATALOGUES[lang].HINTS) == set(EXERCISES)
    for exercise in EXERCISES:
        notice, prop, place, read = hints(exercise, lang)
        assert "?" in notice and "?" in prop and "?" in place
        assert read.startswith({"en": "Read:", "fr": f"Lire{NBSP}:"}[lang])
        assert place.startswith({"en": "Look at", "fr": "Regarder"}[lang])


FORBIDDEN = {
    "en": r"\byour?\b|\bsimply\b|\bobviously\b|\bof course\b|\beasy\b|\bwrong\b|\bplease\b|!",
    "fr": r"\bvotre\b|\bvos\b|\bvous\b|\btu\b|\bton code\b|\bsimplement\b|évidemment|bien sûr|\bfacile\b|\bfaux\b",
}


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_has_a_word_that_blames_or_belittles(lang: Lang) -> None:
    found = [(k, t) for k, t in sentences(lang) if re.search(FORBIDDEN[lang], t, re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_holds_code_that_solves(lang: Lang) -> None:
    """Names and calls that look at things are all right; statements and the calls of a solution are not."""
    statements = r"\breturn \w+[(.\[]|\bfor \w+ in [\w.()]+:|self\.\w+ *[=(]"
    solving = statements + r"|nn\.Linear\(|torch\.\w+\(|cross_entropy\(|\.mean\("
    assert [(k, t) for k, t in sentences(lang) if re.search(solving, t)] == []


def test_french_puts_a_no_break_space_before_high_punctuation() -> None:
    for key, text in sentences("fr"):
        prose = re.sub(r"`[^`]*`", "", string.Formatter().vformat(text, (), _Any()) if "{" in text else text)
        assert not re.search(r"(?<!^)[^\u00a0](?<!:)[;:!?](?=\s|$)", prose), (key, prose)
        assert not re.search(r" [;:!?»]|« ", prose), (key, prose)


class _Any(dict[str, str]):
    """Answers any placeholder, so that the punctuation next to it can be looked at."""

    def __getitem__(self, key: str) -> str:
        return "x"

    def __missing__(self, key: str) -> str:
        return "x"


def test_english_puts_no_space_before_punctuation() -> None:
    assert [(k, t) for k, t in sentences("en") if re.search(r"[ \u00a0][;:!?]", t)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_code_spans_are_closed(lang: Lang) -> None:
    assert [k for k, t in sentences(lang) if t.count("`") % 2] == []


NAMED = {
    "line": 12,
    "name": "h_0",
    "exercise": "one_step",
    "file": "rnn.py",
    "encoding": "latin-1",
    "what": "W_h",
    "how": "D",
    "taken": "rnn.py",
}
SAMPLE = {
    "text": "ValueError: no",
    "number": 3,
    "cell": "cell 3",
    "value": [[0.5, -0.25], [1.0, 2.0]],
    "shape": [3, 2, 5],
    "sizes": {"l": 3, "b": 2, "d": 4, "n": 5},
    "list": ["W_i", "W_h"],
    "seconds": 2.0,
    "percent": 0.525,
    "factor": 8.0,
    "=loss": "classes",
    "=function": "forward",
    "=problem": "too_large",
    "=layout": "list",
}


OF_KEY = {
    "one_step.tied": {"names": "W_i, W_h, b_h", "free": 12, "entries": 16},
    "one_step.not_any_matrix": {"name": "W_h"},
}
"""What is told of a finding where the samples by name and kind would make no sense."""


def sample(key: str) -> Finding:
    """Return a finding with all of its arguments."""
    named = {**NAMED, **OF_KEY.get(key, {})}
    return Finding(key, {name: named.get(name, SAMPLE[kind]) for name, kind in ARGS[key].items()})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", sorted(ARGS))
def test_every_slot_of_every_message_is_said_when_its_arguments_are_there(key: str, lang: Lang) -> None:
    message = render(sample(key), lang)
    said = {"title", *(slot for slot, _ in message.slots())}
    assert said == set(CATALOGUES[lang].MESSAGES[key])
    assert not re.search(
        r"\bNone\b|\{\w*\}", message.title + "".join(t for _, t in message.slots()).replace("{t+1}", "")
    )


def findings_in_the_source() -> Iterator[tuple[str, str, set[str]]]:
    """Yield (place, key, names of arguments) of every finding that is written out in the grader's source."""
    for path in sorted((ROOT / "autograder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            key = node.args[0]
            if node.func.id in ("mismatch", "Finding") and isinstance(key, ast.Constant):
                names = {k.arg for k in node.keywords if k.arg}
                if len(node.args) > 1 and isinstance(node.args[1], ast.Dict):
                    names |= {k.value for k in node.args[1].keys if isinstance(k, ast.Constant)}
                yield f"{path.relative_to(ROOT)}:{node.lineno}", key.value, names


def test_every_finding_of_the_grader_has_words_and_documented_arguments() -> None:
    found = list(findings_in_the_source())
    assert len(found) > 30
    unknown = [(place, key) for place, key, _ in found if not known(key) and key not in GENERIC]
    assert unknown == []
    undocumented = [(p, k, sorted(n - set(ARGS[k]))) for p, k, n in found if k in ARGS and n - set(ARGS[k])]
    assert undocumented == []


@pytest.mark.parametrize("module", [numbers, target, checklist, templating, table])
def test_the_examples_in_docstrings_are_true(module: object) -> None:
    outcome = doctest.testmod(module, raise_on_error=False)  # type: ignore[arg-type]
    assert outcome.attempted > 0 and outcome.failed == 0


def test_the_examples_of_plain_are_true() -> None:
    import sys

    outcome = doctest.testmod(sys.modules[plain.__module__])
    assert outcome.attempted > 0 and outcome.failed == 0
