"""Puts the cells that nbgrader knows back into a submitted notebook; named in the course's settings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assignment's notebook, as the gradebook has it."""

    known: Mapping[str, Known]  # by name
    order: tuple[str, ...]  # the names, as they stand in the source
    names: Mapping[str, str]  # the gradebook's id of a cell -> its name
    kernelspec: Any


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Leaves each known cell once: the last of several, back in its place where it was deleted or renamed."""

    lang = Enum(LANGS, "en", help="language of what stands in place of a missing answer").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Put the notebook right, its kernel among the rest."""
        about = resources["nbgrader"]
        sheet = self.parent.sheet(about["notebook"], about["assignment"])
        nb.cells = notebooks.numbered(restored(nb.cells, sheet.known, sheet.order, MISSING[self.lang]))
        if sheet.kernelspec:
            nb.metadata["kernelspec"] = sheet.kernelspec
        return nb, resources


def read_sheet(gradebook: Any, notebook: str, assignment: str, source: Path) -> Sheet:
    """Return an assignment's notebook; its order is that of the source, which the gradebook does not keep."""
    stored = gradebook.find_notebook(notebook, assignment)
    graded = {cell.name: cell.max_score for cell in (*stored.grade_cells, *stored.task_cells)}
    grades = {cell.name for cell in stored.grade_cells}
    solutions = {cell.name for cell in stored.solution_cells}
    tasks = {cell.name for cell in stored.task_cells}
    known = {
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
    try:
        named = [c.metadata.get("nbgrader", {}).get("grade_id", "") for c in notebooks.load(source).cells]
    except (OSError, ValueError, AttributeError):
        named = []
    order = [name for name in named if name in known]
    cells = (*stored.grade_cells, *stored.solution_cells, *stored.task_cells)
    return Sheet(
        known,
        (*order, *sorted(set(known) - set(order))),
        {cell.id: cell.name for cell in cells},
        json.loads(stored.kernelspec) if stored.kernelspec else None,
    )


def restored(cells: list[Any], known: Mapping[str, Known], order: Sequence[str], missing: str) -> list[Any]:
    """Return a student's cells with each known cell among them once."""
    done: list[Any] = []
    where: dict[str, Any] = {}
    for cell in reversed(cells):
        name = cell.metadata.pop("nbgrader", {}).get("grade_id", "")
        if name in known and name not in where:
            where[name] = cell = known[name].cell(cell.source)
        done.append(cell)
    done.reverse()
    at = 0 if where else len(done)  # where none is left, what the student wrote, or a remark, comes first
    for name in order:
        if name in where:
            at = next(i for i, cell in enumerate(done) if cell is where[name]) + 1
            continue
        cell = known[name]
        done.insert(at, cell.cell(missing if cell.cell_type == "code" else cell.source))
        at += 1
    return done
