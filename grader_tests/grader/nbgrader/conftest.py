"""One graded course for all tests that look at it: nbgrader's commands take seconds each."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from nbgrader_classroom import hand_in_all
from nbgrader_road import REFERENCE, Course, new_course

from autograder.cli import main as lab


@dataclass(frozen=True, slots=True)
class Year:
    """A course after a whole year's use, the student who used the exchange, and what was said on the way."""

    teacher: Course
    student: Course
    said: dict[str, str]
    graded: Path  # what `lab grade` made of the same `submitted/`


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose assignment is in the gradebook; to be copied, not changed."""
    course = new_course(tmp_path_factory.mktemp("generated"), "fr")
    course.nbgrader("generate_assignment", "tme4")
    return course


@pytest.fixture
def fresh(generated: Course, tmp_path: Path) -> Course:
    """A copy of a generated course, for one test."""
    shutil.copytree(generated.root, tmp_path / "course")
    return replace(generated, root=tmp_path / "course")


@pytest.fixture(scope="session")
def year(generated: Course, tmp_path_factory: pytest.TempPathFactory) -> Year:
    """A course taken through every command of nbgrader, once."""
    base = tmp_path_factory.mktemp("year")
    shutil.copytree(generated.root, base / "course")
    teacher = replace(generated, root=base / "course")
    (base / "exchange").mkdir()
    (base / "exchange").chmod(0o777)
    with (teacher.root / "nbgrader_config.py").open("a") as settings:
        settings.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
        settings.write(f'c.Exchange.root = "{base / "exchange"}"\n')
    said = {"release_assignment": teacher.nbgrader("release_assignment", "tme4")}
    teacher.nbgrader("db", "assignment", "add", "tme4", "--duedate=2030-01-31 12:00:00 UTC")

    (base / "student").mkdir()
    student = replace(teacher, root=base / "student")
    (student.root / "nbgrader_config.py").write_text(
        f'c = get_config()\nc.CourseDirectory.course_id = "rnn"\nc.Exchange.root = "{base / "exchange"}"\n'
    )
    student.nbgrader("fetch_assignment", "tme4")
    said["validate"] = student.nbgrader("validate", "tme4/rnn.ipynb")
    (student.root / "tme4" / "rnn.py").write_text(REFERENCE, encoding="utf-8")
    said["submit"] = student.nbgrader("submit", "tme4")
    said["collect"] = teacher.nbgrader("collect", "tme4")

    archive = teacher.root / "downloaded" / "tme4" / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "moodle.zip", "w") as packed:
        stub = (teacher.root / "release" / "tme4" / "rnn.ipynb").read_text(encoding="utf-8")
        packed.writestr("Zoé Martin_101_assignsubmission_file/rnn.ipynb", stub)
        packed.writestr("Jo Doe_102_assignsubmission_file/mon travail.py", REFERENCE)
    said["zip_collect"] = teacher.nbgrader("zip_collect", "tme4")

    hand_in_all(teacher)
    said["autograde"] = teacher.nbgrader("autograde", "tme4")
    said["generate_feedback"] = teacher.nbgrader("generate_feedback", "tme4")
    said["release_feedback"] = teacher.nbgrader("release_feedback", "tme4")
    said["export"] = teacher.nbgrader("export")
    student.nbgrader("fetch_feedback", "tme4")
    graded = base / "graded"
    lab(["grade", str(teacher.root / "submitted"), "--out", str(graded), "--lang", "fr", "--jobs", "2"])
    return Year(teacher, student, said, graded)
