"""grades.csv says what the results say and can be opened in a spreadsheet without harm."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Callable

import pytest

from autograder.model import Mistake, Result
from autograder.report import grades_csv

HEADER = [
    "student",
    "score",
    "max_score",
    "one_step",
    "forward",
    "training_loss",
    "learning",
    "mistakes",
    "status",
]


def test_one_line_per_student_in_order(
    alice: Result, unreadable: Result, in_error: Result, full: Result, golden: Callable[[str, str], None]
) -> None:
    two = dataclasses.replace(
        alice,
        student="Zoé",
        mistakes=(
            Mistake("loss-sum", "training_loss"),
            Mistake("no-bias", "one_step"),
            Mistake("no-bias", "forward"),
        ),
    )
    text = grades_csv([two, full, in_error, unreadable, alice])
    rows = list(csv.reader(io.StringIO(text)))
    assert rows == [
        HEADER,
        ["alice", "6", "20", "1", "3.5", "1.5", "0", "loss-sum", "graded"],
        ["bob", "0", "20", "0", "0", "0", "0", "", "unreadable"],
        ["chloe", "", "20", "", "", "", "", "", "error"],
        ["dan_42", "20", "20", "5", "5", "5", "5", "", "graded"],
        ["Zoé", "6", "20", "1", "3.5", "1.5", "0", "loss-sum no-bias", "graded"],
    ]
    assert "\r" not in text and not text.startswith("\ufeff")
    golden("grades.csv", text)


def test_no_cell_is_a_formula_nor_breaks_the_line(alice: Result, hostile_text: str) -> None:
    text = grades_csv([dataclasses.replace(alice, student=hostile_text)])
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 2 and len(text.splitlines()) == 2
    assert all(not c.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＠")) for row in rows for c in row)
    assert not set(text) & set("\x1b\r\x00\u202e")
    text.encode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_formula_gets_an_apostrophe(alice: Result, start: str) -> None:
    text = grades_csv([dataclasses.replace(alice, student=f"{start}1")])
    assert list(csv.reader(io.StringIO(text)))[1][0] == f"'{start}1"


def test_an_empty_class_has_a_header() -> None:
    assert grades_csv([]) == ",".join(HEADER) + "\n"
