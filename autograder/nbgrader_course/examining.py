"""Marks a submission for `nbgrader autograde` without a kernel; named in the course's settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nbgrader import utils  # type: ignore[import-untyped]
from nbgrader.preprocessors import NbGraderPreprocessor  # type: ignore[import-untyped]
from traitlets import Enum

from autograder.adapters.nbgrader_marks import UNMARKED, ExerciseMark, comments, exercise_marks
from autograder.model import EXERCISES, LANGS, Lang
from autograder.nbgrader_course import notebooks
from autograder.nbgrader_course.cells import Known
from autograder.nbgrader_course.desk import desk
from autograder.report import message_text
from autograder.session import LEVELS
from autograder.submission import of_student, read
from autograder.words import render
from autograder.worker import mistake_words

_KEY = "rnn_lab"
"""Where `Examine` leaves for `SaveMarks` what it found, in the resources that nbgrader hands along."""


class Examine(NbGraderPreprocessor):  # type: ignore[misc]
    """Has the grader examine the file that was handed in, and writes each mark and its reason as output.

    What is graded is `submitted/<student>/<assignment>/` as `lab grade` reads it, never the notebook that
    nbgrader has changed meanwhile: questions are drawn from the file's own bytes.
    """

    lang = Enum(LANGS, "en", help="language of reasons and comments").tag(config=True)
    require_sandbox = Enum(tuple(LEVELS), "floor", help="the least sandbox to accept").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Examine, unless the notebook has no check of ours."""
        about = resources["nbgrader"]
        checks = {cell.metadata.nbgrader["grade_id"]: cell for cell in nb.cells if _is_check(cell)}
        if not checks:
            return nb, resources
        directory = self.parent.parent.coursedir
        folder = directory.format_path(directory.submitted_directory, about["student"], about["assignment"])
        submission = read(of_student(Path(folder), about["student"]))
        result = desk(self.lang, self.require_sandbox).examine(submission)
        if result.problem is not None and result.status == "error":
            self.log.error(
                "%s: %s", about["student"], message_text(render(result.problem, self.lang), self.lang)
            )
        marks = exercise_marks(result, self.lang, _words(self.lang))
        for exercise, cell in checks.items():
            cell.outputs = _outputs(exercise, marks[exercise], float(cell.metadata.nbgrader["points"]))
        resources[_KEY] = {"marks": marks, "comments": comments(result, marks, self.lang)}
        return nb, resources


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes marks and comments into the gradebook, in one transaction.

    A check that is not the lab's stays for a person to mark: nbgrader's own step gives full points to a test
    that did not run. As there, a mark that a person gave stands and is to be looked at again.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Save the marks."""
        about = resources["nbgrader"]
        found = resources.get(_KEY, {"marks": {}, "comments": {}})
        cells = {c.metadata.nbgrader["grade_id"]: c for c in nb.cells if "nbgrader" in c.metadata}
        sheet, gradebook = self.parent.sheet(about["notebook"], about["assignment"]), self.parent.gradebook()
        try:
            stored = gradebook.find_submission_notebook(
                about["notebook"], about["assignment"], about["student"]
            )
            for grade in stored.grades:
                known = sheet.known[sheet.names[grade.cell_id]]
                grade.auto_score = self._score(known, cells.get(known.name), found["marks"])
                grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            for comment in stored.comments:
                name = sheet.names[comment.cell_id]
                comment.auto_comment = found["comments"].get(name) or _comment(name, cells.get(name))
            gradebook.db.commit()
        finally:
            gradebook.db.remove()  # what was not committed is undone
        return nb, resources

    def _score(self, known: Known, cell: Any, marks: Mapping[str, ExerciseMark]) -> float | None:
        if known.name in marks and known.points is not None:
            return marks[known.name].scaled(known.name, known.points)
        if cell is None or not utils.is_solution(cell):
            return None
        score: float | None = utils.determine_grade(cell, self.log)[0]
        return score


def _is_check(cell: Any) -> bool:
    about = cell.metadata.get("nbgrader", {})
    return bool(about.get("grade")) and not about.get("solution") and about.get("grade_id") in EXERCISES


def _comment(name: str, cell: Any) -> str | None:
    """Return nbgrader's own comment on an answer that is not the lab's."""
    if cell is None or name in UNMARKED or utils.is_task(cell):
        return None
    untouched = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
    return "No response." if untouched else None


def _outputs(exercise: str, mark: ExerciseMark, points: float) -> list[Any]:
    """Return what nbgrader shows under a check: the reason, then the points, as it reads them."""
    said = notebooks.printed(mark.reason + "\n")
    score = mark.scaled(exercise, points)
    return [said] if score is None else [said, notebooks.evaluated(repr(round(score, 2)))]


@cache
def _words(lang: Lang) -> dict[str, dict[str, str]]:
    return mistake_words(lang)
