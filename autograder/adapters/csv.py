"""Writes grades.csv for whatever reads a table; used by the registry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.adapters.target import Exported, Options, listed
from autograder.feedback import score
from autograder.model import Result
from autograder.report import grades_csv, write_atomic


def export(results: Sequence[Result], out: Path, options: Options) -> Exported:
    """Write `grades.csv`: one line per student, open marks left empty."""
    target = out / "grades.csv"
    write_atomic(target, grades_csv(results).encode())
    still_open = [r.student for r in results if score(r) is None]
    return Exported((target,), (f"Open marks, left empty: {listed(still_open)}.",) if still_open else ())
