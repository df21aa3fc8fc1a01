"""`plain` makes any text harmless, whoever wrote it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.words import plain

ANY_TEXT = st.text(st.characters(categories=None))  # surrogates too


@given(ANY_TEXT, st.integers(min_value=1, max_value=50))
def test_the_result_is_bounded_visible_and_stable(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert len(shown) <= limit
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert plain(shown, limit) == shown
    shown.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=100))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\u202eabc", "\\u202eabc"),
        ("\x9b31m", "\\x9b31m"),
        ("\udce9", "\\udce9"),
        ("\U000e0041", "\\U000e0041"),
        ("e\u0301\u0301\u0301", "e\u0301\u0301\\u0301"),
        ("é ç 日本 שלום", "é ç 日本 שלום"),
    ],
)
def test_what_cannot_be_seen_is_escaped(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert plain("x" * 10_000_000, 5) == "xxxx…"
    assert plain("xxxxx", 5) == "xxxxx"
    assert plain("\x1b" * 3, 6) == "\\x1b…"  # an escape is never cut in two
