"""A result goes to strict JSON and back; open marks stay open, hostile text stays text."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model import LANGS, SCHEMA, Check, Finding, Lang, Mistake, Result, UsageError
from autograder.report import encode, read_result, result_from_json, result_to_json

TOP = [
    "schema",
    "student",
    "file",
    "sha256",
    "kit",
    "status",
    "score",
    "max_score",
    "exercises",
    "checks",
    "mistakes",
    "flags",
    "sandbox",
    "seconds",
    "problem",
    "group",
]
CHECK = ["id", "exercise", "status", "score", "max_score", "finding", "message", "mistake"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_format_is_the_contract(
    alice: Result, mistake_words: dict[str, dict[str, str]], lang: Lang, golden: Callable[[str, str], None]
) -> None:
    document = result_to_json(alice, lang, mistake_words)
    assert list(document) == TOP
    assert all(list(c) == CHECK for c in document["checks"])
    assert document["schema"] == SCHEMA == "rnn-lab/result/v1"
    assert (document["score"], document["max_score"]) == (6, 20)
    assert document["exercises"]["forward"] == {"score": 3.5, "max_score": 5}
    assert document["mistakes"] == [{"id": "loss-sum", "exercise": "training_loss"}]
    golden(f"alice.{lang}.json", encode(document).decode())


def test_a_result_comes_back_as_it_went(
    alice: Result, unreadable: Result, in_error: Result, full: Result
) -> None:
    for result in (alice, unreadable, in_error, full):
        document = json.loads(encode(result_to_json(result, "fr")))
        assert result_from_json(document) == result


def test_the_forms_of_a_mistake_come_back_and_their_words_are_said(
    alice: Result, mistake_words: dict[str, dict[str, str]]
) -> None:
    forms = ("over-steps",)
    checks = tuple(dataclasses.replace(c, forms=forms) if c.mistake else c for c in alice.checks)
    shown = dataclasses.replace(alice, checks=checks, mistakes=(Mistake("loss-sum", "training_loss", forms),))
    words = {**mistake_words, "loss-sum--over-steps": {"why": "the steps are summed", "next": ""}}
    document = json.loads(encode(result_to_json(shown, "en", words)))
    assert document["mistakes"] == [{"id": "loss-sum", "exercise": "training_loss"}]
    assert document["forms"] == {"training_loss/loss-sum": ["over-steps"]}
    (check,) = [c for c in document["checks"] if c["mistake"]]
    assert check["forms"] == ["over-steps"] and "the steps are summed (loss-sum)" in check["message"]
    assert mistake_words["loss-sum"]["next"] in check["message"]
    assert result_from_json(document) == shown


def test_what_cannot_be_read_earns_nothing_and_our_fault_leaves_the_mark_open(
    unreadable: Result, in_error: Result
) -> None:
    document = result_to_json(unreadable, "en")
    assert (document["status"], document["score"]) == ("unreadable", 0)
    assert {e["score"] for e in document["exercises"].values()} == {0}
    assert document["problem"]["key"] == "unreadable.encoding" and "UTF-8" in document["problem"]["message"]
    document = result_to_json(in_error, "en")
    assert (document["status"], document["score"]) == ("error", None)
    assert {e["score"] for e in document["exercises"].values()} == {None}


def test_one_check_in_error_leaves_the_mark_and_its_exercise_open(alice: Result) -> None:
    broken = dataclasses.replace(alice.checks[3], status="error", score=0.0)
    result = dataclasses.replace(alice, checks=(*alice.checks[:3], broken, *alice.checks[4:]))
    document = result_to_json(result, "en")
    assert (document["status"], document["score"]) == ("error", None)
    assert document["exercises"]["forward"]["score"] is None
    assert document["exercises"]["one_step"]["score"] == 1
    assert document["checks"][3]["score"] is None


def test_numbers_that_json_has_not_become_text_and_arrays_lists() -> None:
    args = {
        "got": float("nan"),
        "expected": [float("inf"), -float("inf"), np.float64(0.5), np.int64(3)],
        "array": np.array([[1.0, np.nan]]),
        "tuple": (1, True, None),
    }
    result = Result("a", "f", "", "graded", (Check("x/y", "x", "failed", 0, 1, Finding("other", args)),))
    document = result_to_json(result, "en")
    assert document["checks"][0]["finding"]["args"] == {
        "got": "nan",
        "expected": ["inf", "-inf", 0.5, 3],
        "array": [[1.0, "nan"]],
        "tuple": [1, True, None],
    }
    assert json.loads(encode(document), parse_constant=pytest.fail) == document


def test_hostile_text_stays_text_of_bounded_size(hostile_text: str) -> None:
    finding = Finding(
        "raised", {"function": "forward", "error": hostile_text, hostile_text[:40]: hostile_text}
    )
    result = Result(
        student=hostile_text,
        file=hostile_text,
        sha256="",
        status="graded",
        checks=(Check("forward/a", "forward", "failed", 0, 1, finding),),
        flags=(Finding("flag.suspicious", {"what": hostile_text}),),
        sandbox=(hostile_text,),
        problem=Finding("unreadable.odd", {"a": hostile_text}),
    )
    data = encode(result_to_json(result, "en"))
    assert len(data) < 50_000
    assert not set(data.decode()) & set("\x1b\r\x00\x7f\x9b\u202e\u2028")
    again = result_from_json(json.loads(data))
    assert encode(result_to_json(again, "en")) == data


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(TOP + CHECK), inner),
        max_leaves=20,
    )
)
def test_anything_else_is_refused_with_one_sentence(document: Any) -> None:
    if isinstance(document, dict):
        document = {**document, "schema": SCHEMA}
    with pytest.raises(UsageError, match="lab grade"):
        result_from_json(document)


@pytest.mark.parametrize(
    "change",
    [
        {"status": "fine"},
        {"seconds": "fast"},
        {"checks": [{"id": "a"}]},
        {"checks": {}},
        {"student": 3},
        {"flags": [{"key": "a", "args": []}]},
        {"schema": "rnn-lab/result/v2"},
    ],
)
def test_a_damaged_result_is_refused(alice: Result, change: dict[str, Any]) -> None:
    document = {**result_to_json(alice, "en"), **change}
    with pytest.raises(UsageError, match=r"results/alice\.json"):
        result_from_json(document, "results/alice.json")


def test_reading_says_which_file_is_damaged_or_absent(tmp_path: Path, alice: Result) -> None:
    path = tmp_path / "alice.json"
    with pytest.raises(UsageError, match=r"alice\.json cannot be read"):
        read_result(path)
    path.write_bytes(encode(result_to_json(alice, "en")))
    assert read_result(path) == alice
    for damaged in (b"{", b"\xff\xfe", b"[" * 100_000):
        path.write_bytes(damaged)
        with pytest.raises(UsageError, match=r"alice\.json is not JSON"):
            read_result(path)


def test_a_message_is_in_the_language_asked_for(alice: Result) -> None:
    english, french = (result_to_json(alice, lang)["checks"][5]["message"] for lang in ("en", "fr"))
    assert "got: loss = 16.24" in english
    assert "obtenu\u00a0: perte = 16,24" in french


def test_a_mistake_of_several_exercises_is_listed_for_each() -> None:
    result = Result("a", "f", "", "graded", mistakes=(Mistake("m", "one_step"), Mistake("m", "forward")))
    assert len(result_to_json(result, "en")["mistakes"]) == 2
