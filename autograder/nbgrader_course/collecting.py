"""Says whose file is whose for `nbgrader zip_collect`; named in the course's settings."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin  # type: ignore[import-untyped]

from autograder.adapters.nbgrader_marks import NOTEBOOK
from autograder.model import UsageError
from autograder.submission import Source, discover
from autograder.submission.names import kind, stem
from autograder.submission.sources import Disk


class Collect(FileNameCollectorPlugin):  # type: ignore[misc]
    """Names students as `lab grade` does: Moodle's and Canvas's names, `<student>/rnn.ipynb`, `<student>.py`."""

    _found: dict[str, dict[str, str]] | None = None

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return the student and the name to give to a file, or None where it can't be graded."""
        if self._found is None:
            self._found = self._everyone()
        return self._found.get(os.path.abspath(submitted_file))

    def _everyone(self) -> dict[str, dict[str, str]]:
        folder = self.parent._format_collect_path(self.parent.extracted_directory)
        try:
            sources = discover(folder)
        except UsageError as error:
            self.parent.fail(str(error))
            raise
        return {path: found for source in sources for path, found in _files(source)}


def _files(source: Source) -> list[tuple[str, dict[str, str]]]:
    """Return a student's files; the only notebook and the only script become rnn, whatever their names."""
    count = Counter(kind(file.path) for file in source.files)
    named: list[tuple[str, dict[str, str]]] = []
    for file in source.files:
        place: Any = file.place
        if not isinstance(place, Disk):
            continue
        base = stem(file.path)
        is_only = count[kind(file.path)] == 1 and kind(file.path) != ".zip"
        name = (NOTEBOOK if is_only else base) + file.path[len(base) :]
        path = os.path.abspath(os.path.join(place.root, place.path))
        named.append((path, {"student_id": source.student, "file_id": name}))
    return named
