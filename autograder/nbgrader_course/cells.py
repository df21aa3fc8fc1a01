"""Puts the cells that nbgrader knows back into a submitted notebook; named in the course's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook  # type: ignore[import-untyped]
from nbgrader.preprocessors import NbGraderPreprocessor  # type: ignore[import-untyped]
from traitlets import Enum

from autograder.model import LANGS
from autograder.nbgrader_course import notebooks

MISSING: Mapping[str, str] = {
    "en": "# this cell was not handed in",
    "fr": "# cette cellule n'a pas été rendue",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A cell of the assignment, as the gradebook has it."""

    name: str
    cell_type: str
    locked: bool
    source: str
    checksum: str
    grade: bool
    solution: bool
    task: bool
    points: float | None

    def metadata(self) -> dict[str, Any]:
        """Return nbgrader's metadata, schema 3."""
        about: dict[str, Any] = {
            "schema_version": 3,
            "grade_id": self.name,
            "grade": self.grade,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "cell_type": self.cell_type,
            "checksum": self.checksum,
        }
        return about if self.points is None else {**about, "points": self.points}

    def cell(self, source: str) -> Any:
        """Return the cell with a student's text, or with its own where students may not change it."""
        return notebooks.cell(self.cell_type, self.source if self.locked else source, self.metadata())


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Leaves each known cell once: the last of several, back in its place where it was deleted or renamed."""

    lang = Enum(LANGS, "en", help="language of what stands in place of a missing answer").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Put the notebook right."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            known = read_known(gradebook, about["notebook"], about["assignment"])
        cells = restored(nb.cells, known, self._order(about, known), MISSING[self.lang])
        nb.cells = notebooks.numbered(cells)
        return nb, resources

    def _order(self, about: Mapping[str, str], known: Mapping[str, Known]) -> list[str]:
        """Return the names of the cells as they stand in the source; the gradebook has no order."""
        directory = self.parent.parent.coursedir
        folder = directory.format_path(directory.source_directory, ".", about["assignment"])
        try:
            source = notebooks.load(Path(folder) / f"{about['notebook']}.ipynb")
            names = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in source.cells]
        except (OSError, ValueError, AttributeError):
            names = []
        order = [name for name in names if name in known]
        return [*order, *sorted(set(known) - set(order))]


def read_known(gradebook: Any, notebook: str, assignment: str) -> dict[str, Known]:
    """Return the cells of an assignment's notebook, by name."""
    stored = gradebook.find_notebook(notebook, assignment)
    graded = {cell.name: cell.max_score for cell in (*stored.grade_cells, *stored.task_cells)}
    grades = {cell.name for cell in stored.grade_cells}
    solutions = {cell.name for cell in stored.solution_cells}
    tasks = {cell.name for cell in stored.task_cells}
    return {
        cell.name: Known(
            cell.name,
            cell.cell_type,
            cell.locked,
            cell.source,
            cell.checksum,
            cell.name in grades,
            cell.name in solutions,
            cell.name in tasks,
            graded.get(cell.name),
        )
        for cell in stored.source_cells
    }


def restored(cells: list[Any], known: Mapping[str, Known], order: list[str], missing: str) -> list[Any]:
    """Return a student's cells with each known cell among them once."""
    done: list[Any] = []
    where: dict[str, Any] = {}
    for cell in reversed(cells):
        name = cell.metadata.pop("nbgrader", {}).get("grade_id", "")
        if name in known and name not in where:
            where[name] = cell = known[name].cell(cell.source)
        done.append(cell)
    done.reverse()
    at = 0
    for name in order:
        if name in where:
            at = next(i for i, cell in enumerate(done) if cell is where[name]) + 1
            continue
        cell = known[name]
        done.insert(at, cell.cell(missing if cell.cell_type == "code" else cell.source))
        at += 1
    return done
