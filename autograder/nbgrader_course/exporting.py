"""Writes the gradebook as a table with reasons, for `nbgrader export`; named in the course's settings."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry  # type: ignore[import-untyped]
from nbgrader.plugins import ExportPlugin  # type: ignore[import-untyped]

from autograder.adapters.nbgrader_marks import ANSWERS
from autograder.model import EXERCISES
from autograder.report.table import cell

COLUMNS = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
           "late_submission_penalty", "score", "max_score")  # fmt: skip
"""nbgrader's own columns, in its order: what reads its table reads this one."""


class ExportMarks(ExportPlugin):  # type: ignore[misc]
    """Writes nbgrader's table and, after its columns, one for each exercise and one for the comments."""

    def export(self, gradebook: Any) -> None:
        """Write the table to `--to`, or to grades.csv."""
        students, assignments = {str(s) for s in self.student}, {str(a) for a in self.assignment}
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow([*COLUMNS, *EXERCISES, "comments"])
            for assignment in gradebook.assignments:
                if assignments and assignment.name not in assignments:
                    continue
                for student in gradebook.students:
                    if not students or student.id in students:
                        row = _row(gradebook, assignment, student)
                        writer.writerow(cell(value) if isinstance(value, str) else value for value in row)


def _row(gradebook: Any, assignment: Any, student: Any) -> Iterator[Any]:
    submission = _submission(gradebook, assignment.name, student.id)
    raw = float(submission.score) if submission is not None else 0.0
    penalty = (submission.late_submission_penalty or 0.0) if submission is not None else 0.0
    yield from (
        assignment.name,
        assignment.duedate,
        submission.timestamp if submission is not None else "",
        student.id,
        student.last_name,
        student.first_name,
        student.email,
        _shown(raw),
        _shown(penalty),
        _shown(max(0.0, raw - penalty)),
        _shown(assignment.max_score),
    )
    notebooks: list[Any] = submission.notebooks if submission is not None else []
    grades = {grade.name: grade for notebook in notebooks for grade in notebook.grades}
    for exercise in EXERCISES:
        grade = grades.get(exercise)
        if grade is None or (grade.auto_score is None and grade.manual_score is None):
            yield ""  # open
        else:
            yield _shown(grade.score)
    said = sorted((_place(comment.name), comment.comment or "") for n in notebooks for comment in n.comments)
    yield "\n\n".join(text for _, text in said if text)


def _place(answer: str) -> tuple[int, str]:
    """Return where a comment stands: the exercises in their order, whatever the database's, then what is not ours."""
    ours = list(dict.fromkeys(ANSWERS.values()))
    return (ours.index(answer) if answer in ours else len(ours)), answer


def _submission(gradebook: Any, assignment: str, student: str) -> Any:
    try:
        return gradebook.find_submission(assignment, student)
    except MissingEntry:
        return None


def _shown(points: float) -> float:
    return round(float(points), 2)
