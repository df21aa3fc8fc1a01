"""Makes what is kept and read of a class: results, grades.csv, the class page; imported by adapters, cli."""

from __future__ import annotations

from autograder.report.classroom import class_page, summary_text, wants_colour
from autograder.report.record import encode, message_text, read_result, result_from_json, result_to_json
from autograder.report.storage import write_atomic
from autograder.report.table import grades_csv

__all__ = [
    "class_page",
    "encode",
    "grades_csv",
    "message_text",
    "read_result",
    "result_from_json",
    "result_to_json",
    "summary_text",
    "wants_colour",
    "write_atomic",
]
