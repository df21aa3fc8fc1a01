"""Sends marks back: one module per target, all of one shape, found by name in a table; imported by cli."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.adapters import canvas, csv, github, gradescope, moodle, nbgrader
from autograder.adapters.target import Adapter, Exported, Options

ADAPTERS: Mapping[str, Adapter] = {
    "moodle": moodle.export,
    "canvas": canvas.export,
    "gradescope": gradescope.export,
    "github": github.export,
    "nbgrader": nbgrader.export,
    "csv": csv.export,
}

__all__ = ["ADAPTERS", "Adapter", "Exported", "Options"]
