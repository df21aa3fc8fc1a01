"""A real nbgrader course on disk: its commands are run as a teacher runs them; for the tests of this folder."""

from __future__ import annotations

import atexit
import functools
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.cli import main as lab
from autograder.handout import build_notebook
from autograder.model import ROOT

ANSWERS = ("warm_up_answer", "one_step_answer", "forward_answer", "training_loss_answer", "generate_answer")
REFERENCE = (ROOT / "solutions" / "rnn.py").read_text(encoding="utf-8")

GRADES = """
    SELECT sa.student_id, cell.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade
    FROM grade g JOIN submitted_notebook sn ON g.notebook_id = sn.id
    JOIN submitted_assignment sa ON sn.assignment_id = sa.id JOIN base_cell cell ON g.cell_id = cell.id
    ORDER BY 1, 2"""
COMMENTS = """
    SELECT sa.student_id, cell.name, c.auto_comment, c.manual_comment
    FROM comment c JOIN submitted_notebook sn ON c.notebook_id = sn.id
    JOIN submitted_assignment sa ON sn.assignment_id = sa.id JOIN base_cell cell ON c.cell_id = cell.id
    ORDER BY 1, 2"""


@dataclass(frozen=True, slots=True)
class Course:
    """A teacher's folder, or a student's, in which nbgrader's commands are run."""

    root: Path
    env: dict[str, str] = field(repr=False)

    def nbgrader(self, *arguments: str, code: int = 0) -> str:
        """Run a command; return all that it said."""
        with tempfile.TemporaryDirectory() as folder:
            said = {name: Path(folder, name) for name in ("stdout", "stderr")}
            files = {name: str(path) for name, path in said.items()}
            order = {"arguments": arguments, "cwd": str(self.root), "env": self.env, **files}
            runner = _runner()
            assert runner.stdin is not None and runner.stdout is not None
            runner.stdin.write(json.dumps(order) + "\n")
            runner.stdin.flush()
            answer = runner.stdout.readline().strip()
            stdout, stderr = (path.read_text(encoding="utf-8") for path in said.values())
        assert answer == str(code), f"{arguments}: {answer}\n{stdout}\n{stderr}"
        assert "Traceback" not in stderr, stderr
        return stdout + stderr

    def hand_in(self, student: str, **files: str | bytes | dict[str, Any]) -> Path:
        """Put files into `submitted/`, as `nbgrader collect` does; `rnn_py` stands for rnn.py."""
        folder = self.root / "submitted" / student / "tme4"
        folder.mkdir(parents=True)
        for name, content in files.items():
            stem, _, suffix = name.rpartition("_")
            data = json.dumps(content) if isinstance(content, dict) else content
            data = data.encode() if isinstance(data, str) else data
            (folder / f"{stem}.{suffix}").write_bytes(data)
        return folder

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the gradebook."""
        with sqlite3.connect(self.root / "gradebook.db") as database:
            found = database.execute(query).fetchall()
        database.close()
        return found

    def write(self, statement: str, *values: Any) -> None:
        """Change the gradebook as a person does in the formgrader."""
        with sqlite3.connect(self.root / "gradebook.db") as database:
            assert database.execute(statement, values).rowcount > 0
        database.close()

    def scores(self) -> dict[str, dict[str, float | None]]:
        """Return what nbgrader's autograding gave, by student and exercise."""
        found: dict[str, dict[str, float | None]] = {}
        for student, cell, auto, *_ in self.rows(GRADES):
            found.setdefault(student, {})[cell] = auto
        return found

    def comments(self) -> dict[str, dict[str, str | None]]:
        """Return the automatic comments, by student and answer."""
        found: dict[str, dict[str, str | None]] = {}
        for student, cell, auto, _ in self.rows(COMMENTS):
            found.setdefault(student, {})[cell] = auto
        return found


@functools.cache
def _runner() -> subprocess.Popen[str]:
    """Return the process of `nbgrader_runner`, which ends with this one."""
    command = [sys.executable, str(Path(__file__).with_name("nbgrader_runner.py"))]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    runner = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def end() -> None:
        runner.communicate()

    atexit.register(end)
    return runner


def new_course(base: Path, lang: str) -> Course:
    """Build a course, with an exchange and a home of its own, and generate the assignment."""
    root = base / "course"
    assert lab(["handout", "nbgrader", "--to", str(root), "--lang", lang]) == 0
    (base / "exchange").mkdir(mode=0o777)
    (base / "exchange").chmod(0o777)
    with (root / "nbgrader_config.py").open("a") as settings:
        settings.write(f'\nc.Exchange.root = "{base / "exchange"}"\n')
    return Course(root, environment(base))


def environment(base: Path) -> dict[str, str]:
    """Return an environment in which Jupyter finds nothing of the person who runs the tests."""
    home = base / "home"
    home.mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "IPYTHON", "PYTEST"))}
    folders = {k: str(home / k.lower()) for k in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return {**kept, **folders, "PATH": path, "HOME": str(home), "PYTHONPATH": str(ROOT)}


def cells_of(notebook: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the cells that nbgrader knows, by name."""
    named = ((cell["metadata"].get("nbgrader", {}).get("grade_id"), cell) for cell in notebook["cells"])
    return {name: cell for name, cell in named if name}


def solved(lang: str = "fr") -> dict[str, Any]:
    """Return the notebook with the reference solution."""
    notebook: dict[str, Any] = json.loads(json.dumps(build_notebook("fr" if lang == "fr" else "en", True)))
    return notebook


def notebook_of(program: str, lang: str = "fr") -> dict[str, Any]:
    """Return the notebook whose first answer is a whole program, and whose other answers are empty."""
    notebook = solved(lang)
    for name, cell in cells_of(notebook).items():
        if name in ANSWERS:
            cell["source"] = program if name == "one_step_answer" else ""
    return notebook


def replaced(notebook: dict[str, Any], answer: str, pattern: str, by: str) -> dict[str, Any]:
    """Return the notebook with something else in one answer."""
    cell = cells_of(notebook)[answer]
    before = "".join(cell["source"])
    cell["source"] = re.sub(pattern, lambda _: by, before, count=1)
    assert cell["source"] != before
    return notebook
