"""What people see: the formgrader and the student's assignment list on the graded course, in a real browser.

The pictures are kept in `build/nbgrader/`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import TOKEN, browser, jupyter
from nbgrader_road import GRADES

from autograder.model import EXERCISES, ROOT

pytestmark = pytest.mark.slow

PICTURES = ROOT / "build" / "nbgrader"


def test_the_formgrader_shows_marks_and_comments(year, tmp_path: Path) -> None:
    course = year.teacher
    [(summed,)] = course.rows(
        "SELECT sn.id FROM submitted_notebook sn JOIN submitted_assignment sa ON sn.assignment_id = sa.id "
        "WHERE sa.student_id = 'summed'"
    )
    marks = {
        cell: (auto if manual is None else manual) + (extra or 0.0)
        for student, cell, auto, manual, extra, _ in course.rows(GRADES)
        if student == "summed"
    }
    with jupyter(course, tmp_path) as url, browser(tmp_path) as page:
        page.open(f"{url}/lab?token={TOKEN}")  # signs in
        page.until("!!window.jupyterapp")
        page.open(f"{url}/formgrader/gradebook/tme4/rnn")
        rows = page.until(
            "document.querySelectorAll('tbody tr').length >= 19 && "
            "[...document.querySelectorAll('tbody tr')].map(row => row.innerText.replace(/\\s+/g, ' '))"
        )
        assert any(f" {round(sum(marks.values()), 2):g} / 20 " in row for row in rows), rows
        page.screenshot(PICTURES / "formgrader-gradebook.png")

        page.open(f"{url}/formgrader/submissions/{summed}/")
        comment = page.until(
            "(e => e && (e.value + e.placeholder).includes('(loss-sum)') && e.value + e.placeholder)"
            "(document.getElementById('training_loss_answer-comment'))"
        )
        assert "La perte d'apprentissage" in comment and "L'apprentissage" in comment
        shown = page.until(
            "[...document.querySelectorAll('input.score')].every(e => e.value || e.placeholder) && "
            "Object.fromEntries([...document.querySelectorAll('input.score')].map("
            "e => [e.id, Number(e.value || e.placeholder)]))"
        )
        assert set(shown) == set(EXERCISES)
        given = {
            row[1]: row[2] if row[3] is None else row[3] for row in course.rows(GRADES) if row[0] == "summed"
        }
        assert shown == pytest.approx(given, abs=0.01)
        page.ask("document.getElementById('training_loss').scrollIntoView()")
        page.screenshot(PICTURES / "formgrader-submission.png")


def test_the_student_finds_the_feedback_in_the_assignment_list(year, tmp_path: Path) -> None:
    with jupyter(year.student, tmp_path) as url, browser(tmp_path) as page:
        page.open(f"{url}/lab?token={TOKEN}")
        page.until(
            "window.jupyterapp && window.jupyterapp.commands.hasCommand('nbgrader:open-assignment-list')"
        )
        page.ask("window.jupyterapp.restored.then(() => true)")
        page.ask("window.jupyterapp.commands.execute('nbgrader:open-assignment-list').then(() => true)")
        page.until("document.body.innerText.includes('tme4')")
        text = page.until("/feedback/i.test(document.body.innerText) && document.body.innerText")
        assert "Submitted assignments" in text
        page.screenshot(PICTURES / "assignment-list.png")
        [feedback] = (year.student.root / "tme4" / "feedback").rglob("rnn.html")
        page.open(feedback.as_uri())
        text = page.until("document.body.innerText.includes('Score') && document.body.innerText")
        assert "Score: 20.0 / 20.0" in text
        assert "Tout ce qui a été vérifié est juste." in text
        page.screenshot(PICTURES / "feedback.png")
