"""Marks set by hand stand in every output, and no command takes them away."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.feedback import exercise_score, score, student_page, student_text
from autograder.grading import read_overrides
from autograder.grading.overrides import refuse_unknown
from autograder.model import Check, Manual, Result, UsageError
from autograder.report import class_page, grades_csv, result_from_json, result_to_json

RESULT = Result(
    "ada",
    "ada.py",
    "00",
    "graded",
    checks=tuple(
        Check(f"{name}/works", name, "passed", 4.0, 5.0)
        for name in ("one_step", "forward", "training_loss", "learning")
    ),
)


def written(tmp_path: Path, text: str | bytes) -> Path:
    (tmp_path / "overrides.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


def test_there_need_not_be_any(tmp_path: Path) -> None:
    assert read_overrides(tmp_path) == {}


@pytest.mark.parametrize(
    "text",
    [
        "student,exercise,score,comment\nada,,14.5,oral exam\nbob,learning,5,\n",
        '\ufeffstudent;exercise;score;comment\r\nada;;"14,5";oral exam\r\n\r\nbob;learning;5;\r\n',
        "Student,Score,Exercise,Comment\n ada , 14.5 ,, oral exam\nbob,5,learning\n",
    ],
)
def test_what_spreadsheets_save_is_read(tmp_path: Path, text: str) -> None:
    assert read_overrides(written(tmp_path, text)) == {
        "ada": Manual(14.5, {}, "oral exam"),
        "bob": Manual(None, {"learning": 5.0}, ""),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,score\nada,3\n", "first line"),
        ("", "first line"),
        ("student,score\n,3\n", "line 2 of .*the student is missing"),
        ("student,exercise,score\nada,two_steps,3\n", "no exercise"),
        ("student,exercise,score\nada,forward,5.5\n", "not between 0 and 5"),
        ("student,score\nada,-1\n", "not between 0 and 20"),
        ("student,score\nada,nan\n", "not between 0 and 20"),
        ("student,score\nada,much\n", "not between 0 and 20"),
        ("student,score\nada,3\nada,4\n", "line 3 of .*second time"),
        ("student,score\nada,3\n".encode("utf-16"), "not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_overrides(written(tmp_path, text))


def test_a_slip_in_a_name_is_told() -> None:
    with pytest.raises(UsageError, match="adda, of whom there is no result"):
        refuse_unknown({"adda": Manual(3.0)}, ["ada"], Path("out"))


def test_the_whole_mark_goes_before_the_exercises() -> None:
    by_hand = replace(RESULT, manual=Manual(12.0, {"forward": 1.0}))
    assert (score(by_hand), exercise_score(by_hand, "forward"), exercise_score(by_hand, "one_step")) == (
        12,
        1,
        4,
    )
    assert score(replace(RESULT, manual=Manual(None, {"forward": 1.0}))) == 13


def test_an_open_mark_can_be_closed_and_an_unreadable_file_earn_points() -> None:
    still_open = replace(RESULT, status="error", checks=())
    assert score(still_open) is None
    assert score(replace(still_open, manual=Manual(None, {"forward": 1.0}))) is None
    assert score(replace(still_open, manual=Manual(7.0))) == 7
    assert (
        score(replace(RESULT, status="unreadable", checks=(), manual=Manual(None, {"forward": 2.5}))) == 2.5
    )


def test_results_keep_them() -> None:
    by_hand = replace(RESULT, manual=Manual(12.5, {"forward": 1.0}, "see me"))
    document = json.loads(json.dumps(result_to_json(by_hand, "en")))
    assert document["score"] == 12.5
    assert document["exercises"]["forward"]["score"] == 1
    assert result_from_json(document) == by_hand
    assert "manual" not in result_to_json(RESULT, "en")


def test_pages_say_so() -> None:
    by_hand = replace(RESULT, manual=Manual(12.5, {}, "see <me>"))
    for text in (student_page(by_hand, "en"), student_page(by_hand, "fr"), student_text(by_hand, "en")):
        assert "12.5" in text or "12,5" in text
        assert "see" in text and "<me>" not in text.replace("see <me>\n", "")
    assert "✎" in class_page([by_hand], "en")
    assert "✎" not in class_page([RESULT], "en")
    assert next(csv.DictReader(grades_csv([by_hand]).splitlines()))["score"] == "12.5"
