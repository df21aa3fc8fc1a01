"""Makes cells and notebooks by nbformat, which has no types; for the modules of this package."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

_nbformat: Any = nbformat

Node = Any
"""A dictionary of nbformat's, whose items can be read as attributes."""


def cell(kind: str, source: str, nbgrader: Mapping[str, Any] | None = None) -> Node:
    """Return a code cell where `kind` is "code", else one of text, with nbgrader's metadata if any.

    nbformat's own functions would check each cell by itself, at twice the cost of checking the notebook when it is
    written, which is done in any case.
    """
    about = {"nbgrader": dict(nbgrader)} if nbgrader else {}
    new: dict[str, Any] = {"cell_type": "markdown", "source": source, "metadata": about}
    if kind == "code":
        new |= {"cell_type": "code", "execution_count": None, "outputs": []}
    return _nbformat.from_dict(new)


def notebook(cells: Sequence[Node]) -> Node:
    """Return a notebook of format 4.5."""
    return _nbformat.v4.new_notebook(
        cells=numbered(list(cells)), metadata={"language_info": {"name": "python"}}
    )


def numbered(cells: list[Node]) -> list[Node]:
    """Give cells ids that the same submission always gets, and return them."""
    for number, each in enumerate(cells):
        each["id"] = f"cell-{number}"
    return cells


def printed(text: str) -> Node:
    """Return the output of a cell that printed a text."""
    return _nbformat.from_dict({"output_type": "stream", "name": "stdout", "text": text})


def evaluated(text: str) -> Node:
    """Return the output of a cell whose last expression is shown as a text."""
    shown = {"data": {"text/plain": text}, "metadata": {}, "execution_count": None}
    return _nbformat.from_dict({"output_type": "execute_result", **shown})


def text_of(content: Node) -> str:
    """Return the file of a notebook."""
    text: str = _nbformat.writes(content)
    return text


def written(content: Node) -> str:
    """Return the file of a notebook that is sound, a cell a line; nbformat's writer copies it and indents it in Python.

    As nbformat does, lines are split, keys are sorted, and what belongs to a session alone is left out.
    """
    split = _nbformat.v4.rwbase.split_lines(_nbformat.v4.rwbase.strip_transient(content))
    cells = ",\n  ".join(_line(each) for each in split["cells"])
    rest = [f' "{key}": {_line(split[key])}' for key in sorted(split) if key != "cells"]
    return "{\n" + ",\n".join([f' "cells": [\n  {cells}\n ]', *rest]) + "\n}\n"


def _line(content: Node) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False)


def load(path: Path) -> Node:
    """Read a notebook that a teacher wrote.

    Raises:
        OSError: there is none.
        ValueError: it is not a notebook.
    """
    return _nbformat.read(path, as_version=4)
