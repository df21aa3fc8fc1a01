"""What is handed out, made from `solutions/rnn.py` and the texts here; for the command line and the adapters.

`python -m autograder.handout` writes `assignment/` again after a change of either.
"""

from __future__ import annotations

from autograder.handout.files import (
    build_assignment,
    build_nbgrader_source,
    build_release,
    build_student,
    student_files,
)
from autograder.handout.github import build_github
from autograder.handout.gradescope import build_gradescope
from autograder.handout.notebook import build_notebook
from autograder.handout.source import CODE_STUB

__all__ = [
    "CODE_STUB",
    "build_assignment",
    "build_github",
    "build_gradescope",
    "build_nbgrader_source",
    "build_notebook",
    "build_release",
    "build_student",
    "student_files",
]
