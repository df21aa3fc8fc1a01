"""Send programs through the workers that grade students. Imported within verify."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from autograder.grading import Client, Graded, in_parallel

from .cases import Case, submission

Document = dict[str, Any]
Progress = Callable[[int, int, str], None]


def grade_all(programs: Sequence[Case], jobs: int, progress: Progress) -> dict[str, Document]:
    """Return each program's result document by its name, in the order of the programs.

    Raises:
        UsageError: nothing can be graded on this machine.
    """
    documents: dict[str, Document] = {}

    def done(found: Graded) -> None:
        documents[found.student] = found.document
        progress(len(documents), len(programs), found.student)

    progress(0, len(programs), "")
    readers = [partial(submission, case) for case in programs]
    in_parallel(readers, [Client(record=False) for _ in range(jobs)], done)
    return {case.name: documents[case.name] for case in programs}
