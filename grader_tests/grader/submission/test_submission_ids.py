"""Student ids are harmless, stable file names, and different students keep different ids."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.adapters.target import trailing_id
from autograder.submission.ids import safe_id, shown
from autograder.words import plain

ANY_TEXT = st.text(st.characters(), max_size=150)  # surrogates, controls and bidirectional marks among it


@pytest.mark.parametrize(
    "name", ["alice", "Léa-Martin_1234", "lea.martin@univ.fr", "王小明", "a+b", "O Neil", "мария", "x" * 100]
)
def test_an_ordinary_name_is_left_as_it_is(name: str) -> None:
    assert safe_id(name) == name


def test_composed_and_decomposed_accents_are_one_student() -> None:
    decomposed = unicodedata.normalize("NFD", "Léa")
    assert decomposed != "Léa"
    assert safe_id(decomposed) == safe_id("Léa") == "Léa"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a\\b",
        "a\nb",
        "\x1b[31mred",
        "\u202eevil",
        "it's",
        '"',
        "-rf",
        "=cmd()",
        "+1",
        "@sum",
        ".hidden",
        "CON",
        "nul.txt",
        "Com1",
        "lpt9.x",
        "dots...",
        "space ",
        " space",
        "x" * 101,
        "é" * 150,
        "",
        "..",
        "a\u3164b",
        "a\0b",
        "bad\udcff",
        "<script>",
        "a:b",
        "a|b*?",
        "\u00a0",
    ],
)
def test_what_could_do_harm_gives_way_and_leaves_a_hash(name: str) -> None:
    made = safe_id(name)
    assert made != name
    assert len(made.rpartition("-")[2]) == 8
    _is_harmless(made)


@pytest.mark.parametrize(
    ("one", "other"), [("a/b", "a:b"), ("x" * 101, "x" * 102), ("CON", "_CON"), ("", ".")]
)
def test_names_that_would_become_one_keep_apart(one: str, other: str) -> None:
    assert safe_id(one).lower() != safe_id(other).lower()


@given(ANY_TEXT)
def test_any_name_becomes_harmless_and_stays_as_it_is_from_then_on(name: str) -> None:
    made = safe_id(name)
    _is_harmless(made)
    assert safe_id(made) == made == plain(made)


@given(ANY_TEXT, ANY_TEXT)
def test_changed_names_do_not_meet(one: str, other: str) -> None:
    changed = (
        safe_id(one) != unicodedata.normalize("NFC", one),
        safe_id(other) != unicodedata.normalize("NFC", other),
    )
    if one != other and all(changed):
        assert safe_id(one) != safe_id(other)


@given(ANY_TEXT)
def test_any_text_can_be_shown(text: str) -> None:
    seen = shown(text)
    seen.encode("utf-8")
    assert not {unicodedata.category(c) for c in seen} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(seen) <= 100


@pytest.mark.parametrize("name", ["x\u0323\u0304\u0305\u0306\u0307", "a" + "\u0c4d" * 9, "\u20dd" * 40])
def test_an_id_is_shown_as_it_is(name: str) -> None:
    """Marks that pile up are escaped where they are shown: such an id would have another name in its result."""
    assert plain(safe_id(name)) == safe_id(name)


def test_an_id_is_a_file_name_here(tmp_path: Path) -> None:
    names = ["../up", "a\0b", "x" * 500, "王" * 120, "bad\udcff", "CON"]
    for name in names:
        (tmp_path / f"{safe_id(name)}.json").write_text("{}")
    assert len(os.listdir(tmp_path)) == len(names)


def _is_harmless(name: str) -> None:
    assert 0 < len(name) <= 100
    assert len(name.encode("utf-8")) <= 200
    assert not set(name) & set("/\\:*?\"'<>|\0\n\r\t\x1b;&$`!(){}[]#%,")
    assert name[0] not in "-=+@. "
    assert name[-1] not in ". "
    assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert all(unicodedata.category(c)[0] not in "C" for c in name)


@pytest.mark.parametrize("name", ["a" * 150 + "_12345", "é" * 120 + "_12345", "x" * 95 + "_12345"])
def test_a_long_name_keeps_the_number_of_the_lms(name: str) -> None:
    made = safe_id(name)
    assert trailing_id(made) == "12345" and safe_id(made) == made
