"""What is said of a result cell by cell: scores that add up, reasons, comments that nothing in them can change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.adapters.nbgrader_marks import ANSWERS, UNMARKED, block, comments, exercise_marks
from autograder.handout import build_notebook
from autograder.model import EXERCISES, LANGS, Check, Finding, Lang, Manual, Mistake, Result

WORDS = {"no-bias": {"why": "nothing plays the part of b_h", "next": "Compare at x = 0."}}


def graded(*checks: Check, **more: object) -> Result:
    return Result("ann", "tme4/rnn.ipynb", "ab" * 32, "graded", checks, **more)  # type: ignore[arg-type]


def thirds() -> Result:
    """Three checks a third of five points each, one of which fails, in every exercise."""
    checks = [
        Check(
            f"{e}/{n}", e, "failed" if n == 2 else "passed", 0.0 if n == 2 else 5 / 3, 5 / 3, Finding("other")
        )
        for e in EXERCISES
        for n in range(3)
    ]
    return graded(*checks)


def test_scores_of_cells_add_up_to_the_mark() -> None:
    marks = exercise_marks(thirds(), "en")
    scaled = [marks[e].scaled(e, EXERCISES[e]) for e in EXERCISES]
    assert round(sum(s for s in scaled if s is not None), 2) == thirds().score() == 13.33


@pytest.mark.parametrize("whole", [0.0, 4.5, 13.33, 17.25, 20.0])
def test_a_whole_mark_set_by_hand_is_the_sum_of_the_cells(whole: float) -> None:
    by_hand = replace(thirds(), manual=Manual(whole, {}, "oral exam"))
    marks = exercise_marks(by_hand, "en")
    scaled = {e: marks[e].scaled(e, EXERCISES[e]) or 0.0 for e in EXERCISES}
    assert round(sum(scaled.values()), 2) == whole
    assert all(0.0 <= scaled[e] <= EXERCISES[e] for e in EXERCISES)
    assert all("Marked by hand: oral exam" in mark.comment for mark in marks.values())


def test_the_mark_of_an_exercise_set_by_hand_stands() -> None:
    marks = exercise_marks(replace(thirds(), manual=Manual(None, {"forward": 5.0})), "fr")
    assert (marks["forward"].score, round(marks["one_step"].score or 0.0, 2)) == (5.0, 3.33)
    assert "Noté à la main" in marks["forward"].comment and "main" not in marks["one_step"].comment
    error = Result("ann", "", "", "error", manual=Manual(None, {"forward": 5.0}))
    marks = exercise_marks(error, "en")
    assert (marks["forward"].score, marks["one_step"].score) == (5.0, None)


def test_points_of_a_cell_scale_the_score() -> None:
    mark = exercise_marks(thirds(), "en")["forward"]
    assert mark.scaled("forward", 10.0) == pytest.approx(20 / 3, abs=1e-5)


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_failure_alone_is_explained(lang: Lang) -> None:
    failed = [
        Check(f"one_step/{n}", "one_step", "failed", 0.0, 2.5, Finding("one_step.no_bias")) for n in "ab"
    ]
    checks = [
        Check("one_step/a", "one_step", "failed", 0.0, 2.5, Finding("one_step.no_bias"), "no-bias"),
        failed[1],
    ]
    mark = exercise_marks(graded(*checks, mistakes=(Mistake("no-bias", "one_step"),)), lang, WORDS)[
        "one_step"
    ]
    assert mark.comment.count("(no-bias)") == mark.reason.count("(no-bias)") == 1
    assert "✗ 1.1" in mark.comment and "1.2" not in mark.comment
    assert "· 1.2" in mark.reason
    assert ("Un pas" if lang == "fr" else "One step") in mark.comment


def test_an_exercise_of_an_error_is_open_and_the_others_keep_theirs() -> None:
    checks = (
        Check("one_step/a", "one_step", "error", 0.0, 5.0, Finding("error.internal", {"what": "boom"})),
        Check("forward/a", "forward", "passed", 5.0, 5.0),
    )
    marks = exercise_marks(graded(*checks), "en")
    assert marks["one_step"].score is None and marks["forward"].score == 5.0
    assert "the grader was at fault" in marks["one_step"].comment.casefold()
    assert "boom" not in marks["one_step"].comment + marks["one_step"].reason
    whole = Result("ann", "", "", "error", checks, problem=Finding("error.internal", {"what": "boom"}))
    assert {mark.score for mark in exercise_marks(whole, "en").values()} == {None}


def test_what_cannot_be_read_earns_nothing_and_says_why() -> None:
    problem = Finding("unreadable.not_json", {"file": "rnn.ipynb", "line": 3})
    result = Result("ann", "tme4/rnn.ipynb", "", "unreadable", problem=problem)
    marks = exercise_marks(result, "fr")
    assert {mark.score for mark in marks.values()} == {0.0}
    assert all("rnn.ipynb" in mark.comment for mark in marks.values())


def test_every_comment_has_an_answer_to_stand_on_and_every_check_a_cell() -> None:
    cells = {
        name: cell["metadata"]["nbgrader"]
        for cell in build_notebook("en", solved=False)["cells"]
        if (name := cell["metadata"].get("nbgrader", {}).get("grade_id"))
    }
    answers = {name for name, about in cells.items() if about["solution"]}
    assert answers == {*ANSWERS.values(), *UNMARKED}
    assert {name: about["points"] for name, about in cells.items() if about["grade"]} == EXERCISES
    said = comments(thirds(), exercise_marks(thirds(), "en"), "en")
    assert set(said) == set(ANSWERS.values())
    assert "Learning" in said["training_loss_answer"] and "File" not in said["one_step_answer"]


def test_another_file_is_named_in_the_first_comment() -> None:
    script = Result("ann", "tme4/rnn.py", "ab" * 32, "graded", thirds().checks)
    said = comments(script, exercise_marks(script, "en"), "en")
    assert said["one_step_answer"].startswith("    File: tme4/rnn.py\n")


@given(st.text())
def test_a_comment_is_one_block_of_code_whatever_is_in_it(text: str) -> None:
    lines = block(text).split("\n")
    assert all(line.startswith("    ") or not line.strip() for line in lines)
    assert "".join(block(text).split()) == "".join(text.split())


def test_markup_in_a_message_stays_text() -> None:
    from nbconvert.filters import markdown2html

    finding = Finding("import.raised", {"error": "<script>alert(1)</script> $$x$$ ](javascript:1)"})
    check = Check("one_step/a", "one_step", "failed", 0.0, 5.0, finding)
    result = graded(check)
    shown = markdown2html(comments(result, exercise_marks(result, "en"), "en")["one_step_answer"])
    assert "<script" not in shown and "<pre>" in shown and "<a " not in shown
