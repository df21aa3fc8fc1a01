"""Makes what is kept and read of a class: results, grades.csv, the class page; imported by adapters and cli."""

from __future__ import annotations

from autograder.report.record import encode, message_text, read_result, result_from_json, result_to_json
from autograder.report.storage import write_atomic
from autograder.report.table import grades_csv

__all__ = [
    "encode",
    "grades_csv",
    "message_text",
    "read_result",
    "result_from_json",
    "result_to_json",
    "write_atomic",
]
