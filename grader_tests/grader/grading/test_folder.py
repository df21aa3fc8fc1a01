"""The folder of results: one writer, no half-written file, one clear sentence when it can't be written to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.grading.folder import all_results, held, lang_of, refresh, write_one
from autograder.grading.pool import Graded
from autograder.grading.version import fingerprint, version_of, with_history
from autograder.model import Check, Manual, Result, UsageError
from autograder.report import result_to_json


def graded(student: str, points: float = 3.0) -> Graded:
    check = Check("forward/works", "forward", "passed", points, 5.0)
    return Graded(
        student, result_to_json(Result(student, "rnn.py", "00", "graded", (check,)), "en"), b"record"
    )


def document(out: Path, student: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((out / "results" / f"{student}.json").read_bytes())
    return found


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    with held(tmp_path):
        (tmp_path / "results" / ".tmp-0123").write_bytes(b"{")
        (tmp_path / ".tmp-4567").write_bytes(b"")
    with held(tmp_path):
        assert not list(tmp_path.rglob(".tmp-*"))


def test_two_commands_do_not_write_at_once(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(UsageError, match="Another command is writing"), held(tmp_path):
        pass
    with held(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"can't be written to .*file/out"), held(tmp_path / "file" / "out"):
        pass


def test_a_folder_without_results_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There are no results"), held(tmp_path / "slip", make=False):
        pass
    assert not (tmp_path / "slip").exists()
    with pytest.raises(UsageError, match="There are no results"):
        all_results(tmp_path)


def test_the_history_says_which_version_gave_which_mark() -> None:
    first = with_history({"kit": "1", "sha256": "00", "score": 3}, None)
    assert first["history"] == [{"kit": "1", "fingerprint": fingerprint(), "sha256": "00", "score": 3}]
    assert version_of(first) == fingerprint()
    old = {**first, "history": [{**first["history"][0], "fingerprint": "older", "score": 2}]}
    second = with_history({"kit": "1", "sha256": "00", "score": 3}, old)
    assert [entry["score"] for entry in second["history"]] == [2, 3]
    assert with_history({"kit": "1", "sha256": "00", "score": 3}, second) == second
    assert version_of({"history": "nonsense"}) == ""


def test_the_history_has_the_grader_s_mark_and_the_result_the_teacher_s(tmp_path: Path) -> None:
    with held(tmp_path):
        write_one(tmp_path, graded("ada"), "en", Manual(9.0))
    found = document(tmp_path, "ada")
    assert found["score"] == 9
    assert found["history"][0]["score"] == 3  # type: ignore[index]
    assert (tmp_path / "answers" / "ada.gz").read_bytes() == b"record"


def test_marks_set_by_hand_come_and_go_with_the_file(tmp_path: Path) -> None:
    with held(tmp_path):
        for student in ("ada", "bea"):
            write_one(tmp_path, graded(student), "fr")
    assert lang_of(tmp_path) == "fr"
    untouched = (tmp_path / "results" / "bea.json").read_bytes()
    history = document(tmp_path, "ada")["history"]
    (tmp_path / "overrides.csv").write_text("student,exercise,score\nada,forward,5\n")
    assert [r.manual for r in refresh(tmp_path, "en")] == [Manual(None, {"forward": 5.0}), None]
    changed = document(tmp_path, "ada")
    assert (changed["score"], changed["history"], changed["lang"]) == (5, history, "fr")
    assert "ada,5,20" in (tmp_path / "grades.csv").read_text()
    (tmp_path / "overrides.csv").unlink()
    refresh(tmp_path, "en")
    assert document(tmp_path, "ada")["score"] == 3
    assert "ada,3,20" in (tmp_path / "grades.csv").read_text()
    assert (tmp_path / "results" / "bea.json").read_bytes() == untouched
