"""nbgrader's own commands, one after the other, on a course of the lab: marks, reasons, secrets, people."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from nbgrader_classroom import EXPECTED, RANGES
from nbgrader_road import GRADES

from autograder.handout.source import marked, solution_blocks
from autograder.model import EXERCISES, ROOT

pytestmark = pytest.mark.slow


def total(scores: dict[str, float | None]) -> float:
    return round(sum(score or 0.0 for score in scores.values()), 2)


def result_of(year, student: str) -> dict:
    return json.loads((year.graded / "results" / f"{student}.json").read_text(encoding="utf-8"))


def feedback_of(year, student: str) -> str:
    return (year.teacher.root / "feedback" / student / "tme4" / "rnn.html").read_text(encoding="utf-8")


def test_every_submission_gets_what_its_code_earns(year) -> None:
    scores = year.teacher.scores()
    assert set(scores) == set(EXPECTED)
    got = {student: total(of) for student, of in scores.items() if student not in RANGES}
    assert got == {student: mark for student, mark in EXPECTED.items() if student not in RANGES}
    assert 10.0 < total(scores["summed"]) < 20.0
    assert scores["summed"]["one_step"] == scores["summed"]["forward"] == 5.0
    for broken in ("hangs", "crashes"):
        assert scores[broken]["one_step"] == 0.0
        assert total(scores[broken]) <= 10.0  # a right loop and a right loss at the most


def test_lab_grade_reads_submitted_and_gives_the_same_marks(year) -> None:
    scores = year.teacher.scores()
    for student in EXPECTED:
        result = result_of(year, student)
        assert result["status"] in ("graded", "unreadable")
        assert round(result["score"], 2) == total(scores[student]), student
        for exercise in EXERCISES:
            assert result["exercises"][exercise]["score"] == pytest.approx(
                scores[student][exercise], abs=0.005
            )


def test_points_are_those_of_the_lab(year) -> None:
    rows = year.teacher.rows(
        "SELECT b.name, g.max_score FROM grade_cells g JOIN base_cell b ON g.id = b.id ORDER BY 1"
    )
    assert dict(rows) == dict(EXERCISES) and sum(points for _, points in rows) == 20


def test_nobody_is_left_for_a_person_to_mark(year) -> None:
    assert [row for row in year.teacher.rows(GRADES) if row[-1]] == []


def test_the_reason_reaches_comment_feedback_and_export_in_the_language_of_the_course(year) -> None:
    comment = year.teacher.comments()["summed"]["training_loss_answer"]
    assert comment is not None and "(loss-sum)" in comment and "obtenu" in comment
    assert "La perte d'apprentissage" in comment and "L'apprentissage" in comment
    page = feedback_of(year, "summed")
    assert "(loss-sum)" in page and "ensuite" in page and "Commentaires" not in page
    assert "Un pas : 5 / 5" in page.replace("\u00a0", " ")
    with (year.teacher.root / "grades.csv").open(newline="", encoding="utf-8") as stream:
        rows = {row["student_id"]: row for row in csv.DictReader(stream)}
    assert set(rows) == set(EXPECTED)
    assert "(loss-sum)" in rows["summed"]["comments"]
    titles = ["Un pas", "Tous les états", "La perte d'apprentissage", "L'apprentissage"]
    places = [rows["summed"]["comments"].index(f"    {title}") for title in titles]
    assert places == sorted(places)
    assert float(rows["summed"]["raw_score"]) == total(year.teacher.scores()["summed"])
    assert float(rows["summed"]["one_step"]) == 5.0


def test_another_file_than_the_notebook_is_named(year) -> None:
    comment = year.teacher.comments()["script"]["one_step_answer"]
    assert comment is not None and "Fichier" in comment and "tme4/rnn.py" in comment


def test_a_slip_in_a_cell_is_the_reason_and_not_that_nothing_was_attempted(year) -> None:
    comment = year.teacher.comments()["slip-in-a-cell"]["forward_answer"]
    assert comment is not None and "SyntaxError" in comment and "not-attempted" not in comment


def test_what_is_no_notebook_is_graded_as_it_was_handed_in(year) -> None:
    said = year.teacher.comments()
    assert "rnn.zip" in (said["broken-zip"]["one_step_answer"] or "")
    assert "report.pdf" in (said["another-kind"]["one_step_answer"] or "")
    for student in ("script-alone", "broken-zip", "another-kind", "nothing", "Jo-Doe_102"):
        assert not (year.teacher.root / "submitted" / student / "tme4" / "rnn.ipynb").exists()
        assert (year.teacher.root / "autograded" / student / "tme4" / "rnn.ipynb").exists()
    assert year.said["autograde"].count("No rnn.ipynb was handed in") == 5  # Jo Doe among them
    assert "SAWarning" not in year.said["autograde"]


def test_one_student_without_a_notebook_is_graded_by_name(year) -> None:
    shutil.rmtree(year.teacher.root / "autograded" / "script-alone")
    year.teacher.nbgrader("autograde", "tme4", "--student", "script-alone")
    assert total(year.teacher.scores()["script-alone"]) == 20.0


def test_answers_that_nobody_marks_get_no_comment(year) -> None:
    for said in year.teacher.comments().values():
        assert said["warm_up_answer"] is None and said["generate_answer"] is None


def test_every_page_says_the_marks(year) -> None:
    for student, scores in year.teacher.scores().items():
        shown = max(0.0, total(scores) - (20.0 if student == "late" else 0.0))
        assert f"(Score: {float(shown)} / 20.0)" in feedback_of(year, student), student


def secrets() -> list[str]:
    """Lines of the hidden suites and of the solution that are long enough to be nobody else's.

    A check calls another in the words of a hidden test; the checks are public, in the self-check.
    """
    engine = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "autograder").rglob("*.py"))
    hidden = [path.read_text(encoding="utf-8") for path in (ROOT / "grader_tests" / "hidden").glob("*.py")]
    lines = [line.strip() for text in hidden for line in text.split("\n")]
    solution = [line.strip() for text in solution_blocks(marked("fr")) for line in text.split("\n")]
    generic = ("from ", "import ", '"""', "def ", "@", "#")
    long = [line for line in (*lines, *solution) if len(line) > 24 and not line.startswith(generic)]
    found = [line for line in long if line not in engine]
    assert len(found) > 20
    return found


def texts(*folders: Path) -> dict[str, str]:
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert paths
    return {str(path): path.read_text(encoding="utf-8", errors="replace") for path in paths}


def test_nothing_secret_is_released_or_in_what_was_not_solved(year) -> None:
    root = year.teacher.root
    unsolved = [s for s in EXPECTED if s.startswith("forges") or s in ("stub", "Zoé-Martin_101")]
    seen = texts(
        root / "release", *(root / kind / s for s in unsolved for kind in ("autograded", "feedback"))
    )
    for path, text in seen.items():
        plain = text.replace("&#39;", "'").replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
        assert [line for line in secrets() if line in plain] == [], path


def test_what_everyone_was_given_is_not_kept_once_more_a_student(year) -> None:
    root = year.teacher.root
    given = sorted(path.name for path in (root / "release" / "tme4").iterdir())
    assert given == ["check.pyz", "handout.html", "rnn.ipynb"]
    kept = {path.name for kind in ("autograded", "feedback") for path in (root / kind).rglob("*")}
    assert not kept & {"check.pyz", "handout.html"}
    assert "handout" not in year.said["release_feedback"]


def test_forgeries_leak_nothing(year) -> None:
    root = year.teacher.root
    everything = texts(root / "autograded", root / "feedback", year.graded)
    assert [path for path, text in everything.items() if "STOLEN" in text] == []
    assert [path for path in everything if "stolen" in path] == []
    assert list(root.rglob("stolen.txt")) == []
    sources = year.teacher.rows("SELECT source FROM source_cell")
    assert not any(line in source for (source,) in sources for line in secrets())


def test_late_work_is_penalised_as_the_course_says(year) -> None:
    rows = dict(
        year.teacher.rows(
            "SELECT sa.student_id, sn.late_submission_penalty FROM submitted_notebook sn "
            "JOIN submitted_assignment sa ON sn.assignment_id = sa.id"
        )
    )
    assert rows["late"] == 20.0
    assert [student for student, penalty in rows.items() if penalty and student != "late"] == []
    with (year.teacher.root / "grades.csv").open(newline="", encoding="utf-8") as stream:
        row = next(row for row in csv.DictReader(stream) if row["student_id"] == "late")
    assert (row["raw_score"], row["late_submission_penalty"], row["score"]) == ("20.0", "20.0", "0.0")


def test_validate_tells_an_unsolved_notebook_from_a_solved_one(year) -> None:
    said = year.said["validate"]
    assert "VALIDATION FAILED ON 4 CELL(S)" in said
    assert "Success" not in said and "NotImplementedError" not in said


def test_the_student_fetches_marks_and_reasons(year) -> None:
    [page] = (year.student.root / "tme4" / "feedback").rglob("rnn.html")
    text = page.read_text(encoding="utf-8")
    assert "(Score: 20.0 / 20.0)" in text and "Tout ce qui a été vérifié est juste." in text


def test_a_zip_collected_submission_is_graded_and_released(year) -> None:
    assert "Releasing feedback for student 'Zoé-Martin_101'" in year.said["release_feedback"]
    assert total(year.teacher.scores()["Jo-Doe_102"]) == 20.0


def test_what_people_decided_outlives_force(year) -> None:
    course = year.teacher
    which = "WHERE id = (SELECT g.id FROM grade g JOIN submitted_notebook sn ON g.notebook_id = sn.id JOIN " \
        "submitted_assignment sa ON sn.assignment_id = sa.id JOIN base_cell b ON g.cell_id = b.id " \
        "WHERE sa.student_id = 'summed' AND b.name = ?)"  # fmt: skip
    course.write(f"UPDATE grade SET manual_score = 4.5 {which}", "training_loss")
    course.write(f"UPDATE grade SET extra_credit = 0.25 {which}", "one_step")
    course.write(
        "UPDATE comment SET manual_comment = 'vu' WHERE id = (SELECT c.id FROM comment c JOIN "
        "submitted_notebook sn ON c.notebook_id = sn.id JOIN submitted_assignment sa ON sn.assignment_id = "
        "sa.id JOIN base_cell b ON c.cell_id = b.id WHERE sa.student_id = 'summed' AND b.name = ?)",
        "forward_answer",
    )
    before = course.scores()["summed"]
    assert "Skipping existing" in course.nbgrader("autograde", "tme4", "--student", "summed")
    course.nbgrader("autograde", "tme4", "--student", "summed", "--force")
    assert course.scores()["summed"] == before
    rows = {row[1]: row for row in course.rows(GRADES) if row[0] == "summed"}
    assert rows["training_loss"][3] == 4.5 and rows["training_loss"][5]  # stands, to be looked at again
    assert rows["one_step"][4] == 0.25 and not rows["one_step"][5]
    course.nbgrader("export", "--to", "again.csv", "--student", "['summed']")
    with (course.root / "again.csv").open(newline="", encoding="utf-8") as stream:
        [row] = csv.DictReader(stream)
    assert float(row["raw_score"]) == round(total(before) - (before["training_loss"] or 0) + 4.5 + 0.25, 2)
    assert "vu" in row["comments"]
