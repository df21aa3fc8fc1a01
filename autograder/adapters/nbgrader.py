"""Writes marks and comments into nbgrader's gradebook, SQLite or PostgreSQL; used by the registry."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.adapters.nbgrader_marks import NOTEBOOK, ExerciseMark, comments, exercise_marks
from autograder.adapters.target import Exported, Options, listed
from autograder.feedback import score
from autograder.model import EXERCISES, Result, UsageError
from autograder.submission import safe_id
from autograder.words import plain

ASSIGNMENT = "tme4"


@dataclass(slots=True)
class _Book:
    """What one export needs of the gradebook, read at once: rows of nbgrader's own classes."""

    session: Any
    api: Any
    assignment: Any
    notebook: Any
    students: dict[str, str]  # our id -> nbgrader's
    stored: dict[str, Any]  # nbgrader's id -> submitted notebook
    grades: dict[tuple[str, str], Any]  # submitted notebook's id, cell's id -> grade
    comments: dict[tuple[str, str], Any]


def export(results: Sequence[Result], out: Path, options: Options) -> Exported:
    """Write into the gradebook at `--db-url`, in one transaction: all students or, after an error, none.

    What people decided stays: manual scores, extra credit, manual comments, extensions, and a penalty for
    lateness, which is held to the new score. Doing it again changes nothing. Students whom the gradebook
    does not know are added, as `nbgrader autograde` does.

    Raises:
        UsageError: no gradebook is given, nbgrader is not installed, or the assignment is not in it.
    """
    url, sqlalchemy, api = database_url(options.db_url), _module("sqlalchemy"), _module("nbgrader.api")
    name = options.assignment or ASSIGNMENT
    orm = _module("sqlalchemy.orm")
    added: list[str] = []
    try:
        engine = sqlalchemy.create_engine(url)
        try:
            with orm.Session(engine, autoflush=False, expire_on_commit=False) as session, session.begin():
                if not sqlalchemy.inspect(session.connection()).has_table("submitted_notebook"):
                    raise UsageError(f"{_where(url)} is not a gradebook of nbgrader: {_FIRST}")
                book = _open(session, api, sqlalchemy, name, url)
                cells = _cells(book, name)
                for result in results:
                    if _write(book, cells, result, options):
                        added.append(result.student)
        finally:
            engine.dispose()
    except sqlalchemy.exc.SQLAlchemyError as error:
        why = plain(str(getattr(error, "orig", None) or error), 200)
        raise UsageError(f"{_where(url)}: nothing was written ({why}); try again.") from error
    except ModuleNotFoundError as error:
        raise UsageError(f"{_where(url)} needs the Python package {error.name}: install it.") from error
    still_open = [r.student for r in results if score(r) is None]
    said = (
        (True, f"{len(results)} students written to {name} in {_where(url)}."),
        (added, f"New in the gradebook: {listed(added)}."),
        (still_open, f"Open marks, to be graded by hand: {listed(still_open)}."),
    )
    return Exported((), tuple(text for condition, text in said if condition))


def database_url(given: str | None) -> str:
    """Return the URL of a gradebook, given as nbgrader's `CourseDirectory.db_url`, a file or a course.

    >>> database_url("postgresql://host/grades")
    'postgresql://host/grades'

    Raises:
        UsageError: none is given, or there is no such file.
    """
    if not given:
        raise UsageError(
            "nbgrader needs its gradebook: give the course's folder, or its database, by --db-url."
        )
    path = Path(given.removeprefix("sqlite:///")) if given.startswith("sqlite:///") else Path(given)
    if "://" in given and not given.startswith("sqlite:///"):
        return given
    if path.is_dir():
        path /= "gradebook.db"
    if not path.is_file():  # SQLite would make an empty one
        raise UsageError(f"There is no gradebook at {path}: {_FIRST}")
    return f"sqlite:///{path.resolve()}"


_FIRST = f"run `nbgrader generate_assignment {ASSIGNMENT}` in the course first."


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise UsageError(
            "nbgrader is not installed here: pip install 'rnn-lab[nbgrader]', in the environment of this command."
        ) from None


def _where(url: str) -> str:
    """Return a database's address without the password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _open(session: Any, api: Any, sqlalchemy: Any, name: str, url: str) -> _Book:
    """Read all that an export needs, in as many queries as there are tables."""
    select = sqlalchemy.select
    assignment = session.scalar(select(api.Assignment).where(api.Assignment.name == name))
    notebook = next((n for n in assignment.notebooks if n.name == NOTEBOOK), None) if assignment else None
    if notebook is None:
        raise UsageError(f"{name}/{NOTEBOOK}.ipynb is not in {_where(url)}: {_FIRST}")
    students = session.scalars(select(api.Student.id)).all()
    rows = session.execute(
        select(api.SubmittedAssignment.student_id, api.SubmittedNotebook)
        .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
        .where(api.SubmittedNotebook.notebook_id == notebook.id)
    )

    def of_notebook(kind: Any) -> dict[tuple[str, str], Any]:
        found = session.scalars(
            select(kind)
            .join(api.SubmittedNotebook, api.SubmittedNotebook.id == kind.notebook_id)
            .where(api.SubmittedNotebook.notebook_id == notebook.id)
        )
        return {(row.notebook_id, row.cell_id): row for row in found}

    known = {safe_id(student): student for student in students}
    known |= {student: student for student in students}
    stored = dict(iter(rows))
    return _Book(
        session, api, assignment, notebook, known, stored, of_notebook(api.Grade), of_notebook(api.Comment)
    )


def _cells(book: _Book, name: str) -> Mapping[str, Any]:
    """Return the cells of the exercises and of their answers, by name."""
    cells = {cell.name: cell for cell in (*book.notebook.grade_cells, *book.notebook.solution_cells)}
    missing = [exercise for exercise in EXERCISES if exercise not in cells]
    if missing:
        raise UsageError(
            f"The assignment {name} has no check {listed(missing)}: make the course again by `lab handout nbgrader`."
        )
    return cells


def _write(book: _Book, cells: Mapping[str, Any], result: Result, options: Options) -> bool:
    """Write one result; return whether the gradebook did not know the student."""
    student = book.students.get(result.student, result.student)
    is_new = result.student not in book.students
    if student not in book.stored:
        _add(book, student, is_new)
        book.students[result.student] = student
    stored = book.stored[student]
    marks = exercise_marks(result, options.lang, options.mistake_words)
    grades = [grade for (notebook, _), grade in _of(book.grades, stored, book.notebook.grade_cells)]
    before = _total(grades)
    for exercise, mark in marks.items():
        _grade(book.grades[stored.id, cells[exercise].id], exercise, mark, cells[exercise].max_score)
    for answer, text in comments(result, marks, options.lang).items():
        if answer in cells:
            book.comments[stored.id, cells[answer].id].auto_comment = text
    penalty = stored.late_submission_penalty
    if penalty:  # who had lost all loses all; nobody loses more than there is
        after = _total(grades)
        stored.late_submission_penalty = after if abs(penalty - before) < 1e-9 else min(penalty, after)
    return is_new


def _of(
    rows: Mapping[tuple[str, str], Any], stored: Any, cells: Iterable[Any]
) -> list[tuple[tuple[str, str], Any]]:
    keys = [(stored.id, cell.id) for cell in cells]
    return [(key, rows[key]) for key in keys if key in rows]


def _total(grades: Iterable[Any]) -> float:
    """Return a notebook's score as nbgrader adds it up."""
    total = 0.0
    for grade in grades:
        given = grade.auto_score if grade.manual_score is None else grade.manual_score
        total += 0.0 if given is None else given + (grade.extra_credit or 0.0)
    return total


def _grade(grade: Any, exercise: str, mark: ExerciseMark, points: float) -> None:
    """Write a score; a person's own stands, and is to be looked at again only where ours has changed."""
    new = mark.scaled(exercise, points)
    has_changed = grade.auto_score != new
    grade.auto_score = new
    if grade.manual_score is None:
        grade.needs_manual_grade = new is None
    elif has_changed:
        grade.needs_manual_grade = True


def _add(book: _Book, student: str, is_new: bool) -> None:
    """Add a student's submission with its grades and comments still empty, as nbgrader does."""
    api, session = book.api, book.session
    if is_new:
        session.add(api.Student(id=student))
    handed_in = api.SubmittedAssignment(
        id=api.new_uuid(), assignment_id=book.assignment.id, student_id=student
    )
    session.add(handed_in)
    for notebook in book.assignment.notebooks:
        stored = api.SubmittedNotebook(id=api.new_uuid(), notebook_id=notebook.id, assignment_id=handed_in.id)
        session.add(stored)
        if notebook.id == book.notebook.id:
            book.stored[student] = stored
        for cell in (*notebook.grade_cells, *notebook.task_cells):
            grade = api.Grade(id=api.new_uuid(), cell_id=cell.id, notebook_id=stored.id)
            session.add(grade)
            book.grades[stored.id, cell.id] = grade
        for cell in (*notebook.solution_cells, *notebook.task_cells):
            comment = api.Comment(id=api.new_uuid(), cell_id=cell.id, notebook_id=stored.id)
            session.add(comment)
            book.comments[stored.id, cell.id] = comment
