"""`lab export --to nbgrader`: marks and comments in a real gradebook, all or none, and what people wrote stays."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from nbgrader_road import COMMENTS, GRADES, Course

from autograder.adapters import ADAPTERS, Exported, Options
from autograder.cli import main as lab
from autograder.model import EXERCISES, Check, Finding, Mistake, Result, UsageError
from autograder.report import encode, result_to_json

pytestmark = pytest.mark.slow

WORDS = {"loss-sum": {"why": "summed", "next": "compute the loss of two copies"}}


def result(student: str, one_step: float = 5.0, loss: float = 1.25) -> Result:
    """A result whose forward is right and whose loss is summed."""
    finding = Finding("training_loss.value", {"kind": "classes", "got": 16.24, "expected": 2.03})
    checks = (
        Check("one_step/answers", "one_step", "passed" if one_step else "failed", one_step, 5.0),
        Check("forward/recurrence", "forward", "passed", 5.0, 5.0),
        Check("training_loss/mean", "training_loss", "failed", loss, 5.0, finding, "loss-sum"),
        Check(
            "learning/learns", "learning", "skipped", 0.0, 5.0, Finding("depends_on", {"exercise": "forward"})
        ),
    )
    return Result(
        student, "tme4/rnn.ipynb", "ab" * 32, "graded", checks, (Mistake("loss-sum", "training_loss"),)
    )


def in_error(student: str) -> Result:
    problem = Finding("error.internal", {"what": "boom"})
    return Result(student, "tme4/rnn.ipynb", "ab" * 32, "error", problem=problem)


def export(course: Course, *results: Result, **options: Any) -> Exported:
    chosen = Options(mistake_words=WORDS, db_url=str(course.root), **options)
    return ADAPTERS["nbgrader"](results, course.root, chosen)


def marks(course: Course, student: str) -> dict[str, tuple[Any, ...]]:
    return {row[1]: row[2:] for row in course.rows(GRADES) if row[0] == student}


def said(course: Course, student: str) -> dict[str, tuple[Any, ...]]:
    return {row[1]: row[2:] for row in course.rows(COMMENTS) if row[0] == student}


def everything(course: Course) -> list[Any]:
    tables = [
        name for (name,) in course.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    return [(name, sorted(course.rows(f'SELECT * FROM "{name}"'), key=str)) for name in tables]


def test_marks_and_comments_are_written(fresh: Course) -> None:
    done = export(fresh, result("ann"), result("bob", one_step=0.0))
    assert marks(fresh, "ann") == {
        "one_step": (5.0, None, None, 0),
        "forward": (5.0, None, None, 0),
        "training_loss": (1.25, None, None, 0),
        "learning": (0.0, None, None, 0),
    }
    assert marks(fresh, "bob")["one_step"][0] == 0.0
    comment = said(fresh, "ann")["training_loss_answer"][0]
    assert "summed  (loss-sum)" in comment.replace(" (loss", "  (loss") and "Learning: 0 / 5" in comment
    assert done.notes == (
        f"2 students written to tme4 in sqlite:///{fresh.root / 'gradebook.db'}.",
        "New in the gradebook: ann, bob.",
    )


def test_doing_it_again_changes_nothing(fresh: Course) -> None:
    export(fresh, result("ann"), in_error("eve"))
    before = everything(fresh)
    done = export(fresh, result("ann"), in_error("eve"))
    assert everything(fresh) == before
    assert "New" not in " ".join(done.notes)


def test_what_people_decided_stays(fresh: Course) -> None:
    export(fresh, result("ann"))
    fresh.write("UPDATE grade SET manual_score = 3.5, needs_manual_grade = 0 WHERE auto_score = 1.25")
    fresh.write("UPDATE grade SET extra_credit = 0.5 WHERE auto_score = 0.0")
    fresh.write("UPDATE comment SET manual_comment = 'seen'")
    before = everything(fresh)
    export(fresh, result("ann"))
    assert everything(fresh) == before
    export(fresh, result("ann", loss=2.0))
    found = marks(fresh, "ann")
    assert found["training_loss"] == (2.0, 3.5, None, 1)  # stands, and asks to be looked at again
    assert found["learning"] == (0.0, None, 0.5, 0)
    assert {manual for _, manual in said(fresh, "ann").values()} == {"seen"}


@pytest.mark.parametrize(("penalty", "after"), [(2.0, 2.0), (11.25, 12.0), (15.0, 12.0)])
def test_a_penalty_stays_within_the_new_score(fresh: Course, penalty: float, after: float) -> None:
    export(fresh, result("ann"))
    fresh.write("UPDATE submitted_notebook SET late_submission_penalty = ?", penalty)
    export(fresh, result("ann", loss=2.0))
    assert fresh.rows("SELECT late_submission_penalty FROM submitted_notebook") == [(after,)]


def test_an_open_mark_is_for_a_person_and_never_zero(fresh: Course) -> None:
    done = export(fresh, in_error("eve"))
    assert set(marks(fresh, "eve").values()) == {(None, None, None, 1)}
    assert "the grader was at fault" in said(fresh, "eve")["one_step_answer"][0].casefold()
    assert "boom" not in str(said(fresh, "eve"))
    assert "Open marks, to be graded by hand: eve." in done.notes
    export(fresh, result("eve"))
    assert marks(fresh, "eve")["one_step"] == (5.0, None, None, 0)


def test_points_that_a_teacher_changed_are_kept_in_proportion(fresh: Course) -> None:
    fresh.write("UPDATE grade_cells SET max_score = 2.0")
    export(fresh, result("ann"))
    assert marks(fresh, "ann")["training_loss"][0] == 0.5


def test_an_id_that_had_to_give_way_finds_its_student(fresh: Course) -> None:
    from autograder.submission import safe_id

    fresh.write("INSERT INTO student (id) VALUES ('a:b')")
    export(fresh, result(safe_id("a:b")))
    assert set(marks(fresh, "a:b")) == set(EXERCISES)
    assert fresh.rows("SELECT id FROM student") == [("a:b",)]


def test_all_are_written_or_none(fresh: Course) -> None:
    export(fresh, result("ann"))
    before = everything(fresh)
    trigger = (
        "CREATE TRIGGER no BEFORE INSERT ON student WHEN NEW.id = 'zoe' BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with sqlite3.connect(fresh.root / "gradebook.db") as database:
        database.execute(trigger)
    with pytest.raises(UsageError, match="nothing was written"):
        export(fresh, result("ann", loss=3.0), result("bob"), result("zoe"))
    assert everything(fresh) == before


def test_a_class_takes_at_most_20_ms_a_student(fresh: Course) -> None:
    export(fresh, result("first"))  # imports
    students = [result(f"s{number}") for number in range(300)]
    for _ in range(2):  # new students, then known ones
        start = time.process_time()
        export(fresh, *students)
        assert (time.process_time() - start) / len(students) < 0.020


def test_the_command_takes_a_course_a_file_or_a_url(fresh: Course, tmp_path: Path) -> None:
    out = tmp_path / "graded"
    (out / "results").mkdir(parents=True)
    (out / "results" / "ann.json").write_bytes(encode(result_to_json(result("ann"), "en")))
    database = fresh.root / "gradebook.db"
    for number, where in enumerate((str(fresh.root), str(database), f"sqlite:///{database}")):
        database.write_bytes(database.read_bytes())
        assert lab(["export", str(out), "--to", "nbgrader", "--db-url", where, "--lang", "fr"]) == 0, number
    assert "Un pas" in said(fresh, "ann")["one_step_answer"][0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "by --db-url"),
        ("/nowhere/gradebook.db", "There is no gradebook"),
        ("sqlite:////nowhere/gradebook.db", "There is no gradebook"),
        ("mysql://me:hush@localhost/x", "mysql://localhost/x"),
        ("nonsense://x", "nonsense://x"),
    ],
)
def test_a_wrong_address_is_told_in_a_sentence(given: str | None, words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        ADAPTERS["nbgrader"]([result("ann")], tmp_path, Options(db_url=given))
    assert "hush" not in str(raised.value)
    assert not Path("/nowhere").exists()


def test_what_is_no_gradebook_is_left_alone(fresh: Course, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE mine (x)")
    before = other.read_bytes()
    with pytest.raises(UsageError, match="not a gradebook"):
        ADAPTERS["nbgrader"]([result("ann")], tmp_path, Options(db_url=str(other)))
    assert other.read_bytes() == before
    with pytest.raises(UsageError, match="tme9"):
        export(fresh, result("ann"), assignment="tme9")
    fresh.write("UPDATE base_cell SET name = 'other' WHERE name = 'learning'")
    with pytest.raises(UsageError, match="no check learning"):
        export(fresh, result("ann"))


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server of our own, on a socket in its folder."""

    folder: Path

    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}"

    def used_s(self) -> float:
        """Return the processor time that the server has used, in seconds, for connections that are closed, too."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        own = [(str(pid), 4), *((child, 2) for child in children)]  # with those that have ended, and without
        ticks = 0
        for process, count in own:
            with contextlib.suppress(OSError):
                stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, stat[11 : 11 + count]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        import psycopg

        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres") as connection:
            return connection.execute(query).fetchall()


def _programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert folders, "PostgreSQL is not installed: apt-get install postgresql"
    return folders[-1]


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(_programs() / program), "-D", str(folder / "data"), *arguments]
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr

    run("initdb", "-U", "postgres", "-A", "trust", "-N")
    log = str(folder / "log")
    run("pg_ctl", "-w", "-l", log, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    try:
        yield Server(folder)
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_postgresql_holds_the_same(fresh: Course, postgresql: Server) -> None:
    fresh.nbgrader("generate_assignment", "tme4", "--force", f"--db={postgresql.url()}")
    options = Options(mistake_words=WORDS, db_url=postgresql.url())
    results = [result("ann"), in_error("eve")]
    ADAPTERS["nbgrader"](results, fresh.root, options)
    export(fresh, *results)
    for query in (GRADES, COMMENTS):
        ours = [tuple(int(v) if isinstance(v, bool) else v for v in row) for row in postgresql.ask(query)]
        assert sorted(ours, key=str) == sorted(fresh.rows(query), key=str)
    before = postgresql.ask("SELECT * FROM grade ORDER BY id")
    ADAPTERS["nbgrader"](results, fresh.root, replace(options))
    assert postgresql.ask("SELECT * FROM grade ORDER BY id") == before


def test_postgresql_takes_at_most_20_ms_a_student(fresh: Course, postgresql: Server) -> None:
    fresh.nbgrader("generate_assignment", "tme4", "--force", f"--db={postgresql.url()}")
    options = Options(mistake_words=WORDS, db_url=postgresql.url())
    students = [result(f"s{number}") for number in range(200)]
    for _ in range(2):  # new students, then known ones
        start = time.process_time() + postgresql.used_s()
        ADAPTERS["nbgrader"](students, fresh.root, options)
        took = time.process_time() + postgresql.used_s() - start
        assert took / len(students) < 0.020
