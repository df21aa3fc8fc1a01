"""A finding becomes a message that is exact, in its language, and never breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_catalogues import sample

from autograder.model import LANGS, Finding, Lang
from autograder.report import message_text
from autograder.words import check_title, known, numbers, percent, points, render
from autograder.words.arguments import ARGS

SIZES = {"l": 3, "b": 2, "d": 4, "n": 5}
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from([*ARGS, "unreadable.new", "flag.new", "error.new", "new"]),
    st.dictionaries(st.sampled_from(sorted({a for args in ARGS.values() for a in args})), JSON_VALUES),
    st.sampled_from(LANGS),
)
def test_no_finding_breaks_a_message(key: str, args: dict[str, Any], lang: Lang) -> None:
    message = render(Finding(key, args), lang)
    assert message.title
    text = message_text(message, lang)
    assert "\x1b" not in text and "\u202e" not in text
    text.encode()


@pytest.mark.parametrize(
    ("lang", "got", "expected"),
    [
        (
            "en",
            "loss = 16.24 for l = 3, b = 2, d = 4, n = 5",
            "the mean: 2.03; got / expected = 8.00, which is b",
        ),
        (
            "fr",
            "perte = 16,24 pour l = 3, b = 2, d = 4, n = 5",
            "la moyenne\u00a0: 2,03\u00a0; obtenu / attendu = 8,00, soit b",
        ),
    ],
)
def test_a_ratio_that_is_a_size_is_named(lang: Lang, got: str, expected: str) -> None:
    args = {"kind": "classes", "got": 16.24, "expected": 2.03, "sizes": SIZES, "ratio": 8.0, "ratio_is": "b"}
    message = render(Finding("training_loss.not_mean", args), lang)
    assert (message.got, message.expected) == (got, expected)
    unnamed = render(Finding("training_loss.not_mean", {**args, "ratio": 1.37, "ratio_is": None}), lang)
    assert "1.37" not in unnamed.expected and "/" not in unnamed.expected


def test_a_slot_whose_argument_is_missing_is_left_out() -> None:
    message = render(
        Finding("wrong_shape", {"function": "forward", "expected": [3, 2, 5], "got": None}), "en"
    )
    assert message.got == ""
    assert message.expected == "(l, b, n) = (3, 2, 5)"
    assert [slot for slot, _ in message.slots()] == ["expected", "next"]


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ([6, 5], "(l*b, n) = (6, 5)"),
        ([2, 3, 5], "(b, l, n) = (2, 3, 5)"),
        ([7, 5], "(7, 5)"),
        ([], "()"),
        ([5], "(n,) = (5,)"),
    ],
)
def test_axes_are_named_where_a_size_stands_for_one_letter(shape: list[int], shown: str) -> None:
    args = {"function": "forward", "got": shape, "expected": [3, 2, 5], "sizes": SIZES}
    assert render(Finding("wrong_shape", args), "en").got == shown


def test_axes_are_not_named_where_two_letters_fit() -> None:
    assert numbers.axes([2, 2, 5], {"l": 2, "b": 2, "n": 5}) == ""


@pytest.mark.parametrize(
    ("lang", "args", "where"),
    [
        ("en", {"cell": "cell 3", "line": 12}, "no (cell 3, line 12)"),
        ("fr", {"cell": "cell 3", "line": 12}, "no (cellule 3, ligne 12)"),
        ("fr", {"cell": "rnn.py", "line": 12}, "no (rnn.py, ligne 12)"),
        ("en", {"cell": None, "line": None}, "no"),
    ],
)
def test_the_place_is_said_as_far_as_it_is_known(lang: Lang, args: dict[str, Any], where: str) -> None:
    assert render(Finding("load_failed", {"error": "no", **args}), lang).got == where


def test_what_a_known_mistake_says_takes_the_place_of_why_and_next(
    mistake_words: dict[str, dict[str, str]],
) -> None:
    finding = Finding("training_loss.not_mean", {"kind": "classes", "got": 2.0, "expected": 1.0})
    message = render(finding, "en", "loss-sum", mistake_words)
    assert message.why == mistake_words["loss-sum"]["why"]
    assert message.next == mistake_words["loss-sum"]["next"]
    assert message_text(message, "en").count("(loss-sum)") == 1
    without = render(finding, "en", "no-such-mistake", mistake_words)
    assert without.why == "" and without.next == render(finding, "en").next


def test_an_unknown_key_gets_its_familys_words() -> None:
    assert not known("unreadable.pdf")
    assert render(Finding("unreadable.pdf", {"size": 3}), "en").got == "unreadable.pdf: size = 3"
    assert render(Finding("flag.odd"), "fr").title == "À noter\u00a0: flag.odd"
    assert "open" in render(Finding("error.odd"), "en").title


def test_hostile_arguments_come_out_harmless(hostile_text: str) -> None:
    args = {"function": "forward", "error": hostile_text, "line": hostile_text, "sizes": {hostile_text: 3}}
    for key in ("raised", "flag.odd", "unreadable.odd"):
        text = message_text(render(Finding(key, args), "en"), "en")
        assert len(text) < 3000
        assert not set(text) & set("\x1b\r\x00\x9b\u202e\u2028\udce9")


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (16.23789, "16.24", "16,24"),
        (8.0, "8", "8"),
        (1e-7, "1e-7", "1e-7"),
        (1.25e-7, "1.25e-7", "1,25e-7"),
        (float("nan"), "nan", "nan"),
        (float("-inf"), "-inf", "-inf"),
        (-0.0, "0", "0"),
        (123456, "123456", "123456"),
    ],
)
def test_numbers_have_four_digits_and_the_languages_comma(value: float, en: str, fr: str) -> None:
    assert (numbers.number(value, "en"), numbers.number(value, "fr")) == (en, fr)


def test_marks_and_percentages() -> None:
    assert [points(v, "fr") for v in (17.5, 5.0, 10.0, 1.25, None)] == ["17,5", "5", "10", "1,25", "?"]
    assert (percent(0.525, "en"), percent(0.9, "fr")) == ("52.5%", "90\u00a0%")


def test_matrices_are_aligned_bounded_and_hang_where_they_begin() -> None:
    assert numbers.matrix([[0.5]]) == "[[0.5]]"
    assert numbers.matrix([[1.0, -20.5], [300.0, 4.0]]) == "[[    1, -20.5],\n [  300,     4]]"
    big = numbers.matrix([[float(i) for i in range(1000)] for _ in range(1000)])
    assert len(big.splitlines()) == 7 and "…" in big
    message = render(Finding("forward.value", {"step": 2, "got": [[1.0], [2.0]], "expected": 1.0}), "en")
    assert message.got == "h_2 = [[1],\n       [2]]"


def test_a_check_without_a_title_is_named_by_its_id() -> None:
    assert check_title("forward/a_check_of_tomorrow", "en") == "a check of tomorrow"


@pytest.mark.parametrize("lang", LANGS)
def test_every_message_as_golden(lang: Lang, golden: Callable[[str, str], None]) -> None:
    """The whole catalogue with sample arguments: a change of words shows as a diff."""
    lines = []
    for key in ARGS:
        lines += [f"[{key}]", message_text(render(sample(key), lang), lang), ""]
    golden(f"messages.{lang}.txt", "\n".join(lines))


def test_arguments_are_json_values() -> None:
    """The table of arguments speaks of kinds that `render` knows."""
    kinds = {"text", "number", "value", "shape", "sizes", "list", "cell", "seconds", "percent", "factor"}
    assert {k for args in ARGS.values() for k in args.values() if not k.startswith("=")} <= kinds
    json.dumps({k: dict(v) for k, v in ARGS.items()})
