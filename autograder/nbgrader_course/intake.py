"""Opens what students handed in for `nbgrader autograde`, in whatever state; named in the course's settings."""

from __future__ import annotations

import contextlib
import glob
import json
import os
import secrets
import sys
import warnings
import weakref
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook  # type: ignore[import-untyped]
from nbgrader.converters import Autograde  # type: ignore[import-untyped]
from traitlets import Enum

from autograder.adapters.nbgrader_marks import NOTEBOOK
from autograder.model import LANGS
from autograder.nbgrader_course import notebooks
from autograder.nbgrader_course.cells import Sheet, read_sheet
from autograder.nbgrader_course.course import SELF_CHECK, TEXT
from autograder.submission.files import read_bytes
from autograder.submission.sources import LIMIT_BYTES, Disk, UnreadableError

ADDED: Mapping[str, str] = {
    "en": "This notebook was not handed in: it stands here so that nbgrader shows the marks of the other file.",
    "fr": "Ce carnet n'a pas été rendu\u00a0: il est là pour que nbgrader montre les notes de l'autre fichier.",
}
DAMAGED: Mapping[str, str] = {
    "en": "The notebook that was handed in cannot be opened. The marks say what could be read of it.",
    "fr": "Le carnet rendu ne peut pas être ouvert. Les notes disent ce qui a pu en être lu.",
}

_TEXT = 1 << 20  # characters of all cells together: a page with more serves nobody
_CELLS = 2000


_Exporter: Any = NotebookExporter
_Gradebook: Any = Gradebook


class Intake(_Exporter):  # type: ignore[misc]
    """Reads submitted notebooks so that none stops the grading.

    The marks are made of the file on disk, not of this: what is kept here is text, to be shown. Outputs are
    dropped, as nbgrader does, and all that is not text in its place.
    """

    lang = Enum(LANGS, "en", help="language of what is added to a notebook").tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._converter = self.parent
        self._gradebook: Any = None
        self._sheets: dict[tuple[str, str], Sheet] = {}

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> tuple[str, Any]:
        """Convert one notebook: the student's, made sound, or on the second pass what the first one wrote."""
        converted: tuple[str, Any]
        if not getattr(self._converter, "_sanitizing", False):
            converted = super().from_filename(filename, resources=resources, **options)
            return converted
        path = Path(filename)
        self._add_receipt(path, resources["nbgrader"])
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        sound = sound_notebook(path, DAMAGED[self.lang])
        if path in getattr(self._converter, _HERE, ()):  # what is graded is what was handed in
            _remove([path])
        converted = self.from_notebook_node(sound, resources=resources)
        return converted

    def from_notebook_node(self, nb: Any, resources: Any = None, **_: Any) -> tuple[str, Any]:
        """Convert a notebook that was read for this alone: nbconvert's own copies it four times, and writes slowly."""
        changed, resources = nb, self._init_resources(resources)
        for step in self._preprocessors:
            changed, resources = step(changed, resources)
        if self._preprocessors:  # once, after the last of them
            self._validate_preprocessor(changed, self._preprocessors[-1])
        about = resources.get("metadata", {})
        self._nb_metadata[os.path.join(about.get("path", ""), about.get("name", ""))] = changed.metadata
        resources["output_suffix"] = ".nbconvert"
        return notebooks.written(changed), resources

    def gradebook(self) -> Any:
        """Return the run's gradebook: nbgrader's own steps each open it anew, which costs more than its use."""
        if self._gradebook is None:
            directory = self._converter.coursedir
            self._gradebook = Gradebook(directory.db_url, directory.course_id)
            weakref.finalize(self, self._gradebook.close)
        return self._gradebook

    def sheet(self, notebook: str, assignment: str) -> Sheet:
        """Return an assignment's notebook as the gradebook has it, read once a run."""
        if (notebook, assignment) not in self._sheets:
            directory = self._converter.coursedir
            folder = Path(directory.format_path(directory.source_directory, ".", assignment))
            gradebook = self.gradebook()
            sheet = read_sheet(gradebook, notebook, assignment, folder / f"{notebook}.ipynb")
            gradebook.db.remove()
            self._sheets[notebook, assignment] = sheet
        return self._sheets[notebook, assignment]

    def _add_receipt(self, path: Path, about: Mapping[str, str]) -> None:
        """Write the two files that `release_feedback` opens, where the submission came without them.

        What everyone was given is not kept once more a student, nor released again as feedback.
        """
        folder = Path(self._converter._format_dest(about["assignment"], about["student"]))
        folder.mkdir(parents=True, exist_ok=True)
        for name in (SELF_CHECK, TEXT):
            (folder / name).unlink(missing_ok=True)
        handed_in = datetime.fromtimestamp(path.lstat().st_mtime, timezone.utc)
        texts = {
            "timestamp.txt": handed_in.strftime("%Y-%m-%d %H:%M:%S.%f UTC"),
            "submission_secret.txt": secrets.token_hex(32),
        }
        for name, text in texts.items():
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="utf-8")


def _start(converter: Any) -> None:
    """Run nbgrader's autograding with a notebook in every submission, and take away what was added.

    nbgrader gives up before any of its settings is asked where nobody, or the one student whom the formgrader
    grades again, has handed in a notebook.
    """
    if not issubclass(converter.exporter_class, Intake):
        _nbgraders_start(converter)
        return
    # nbgrader's own, three for each submission, about nothing: they hide what a teacher should read
    warnings.filterwarnings("ignore", message=r"Object of type <Submitted\w+> not in session")
    lang = converter.config.Intake.get("lang", "en")
    added = complete(converter, ADDED.get(lang, ADDED["en"]))
    setattr(converter, _HERE, added)
    try:
        with one_gradebook():
            _nbgraders_start(converter)
    finally:
        _remove(added)


_HERE = "_rnn_lab_added"
_nbgraders_start = Autograde.start
Autograde.start = _start


class _Kept(_Gradebook):  # type: ignore[misc]
    """A gradebook that gives up its transaction where nbgrader closes it, and stays open."""

    def close(self) -> None:
        """Undo what was not committed, and forget what was read."""
        self.db.remove()


@contextlib.contextmanager
def one_gradebook() -> Iterator[None]:
    """Let nbgrader's own steps share a gradebook for a run: opening it eight times a student costs the more."""
    kept: dict[tuple[str, str], _Kept] = {}

    def opened(db_url: str, course_id: str = "default_course", authenticator: Any = None) -> _Kept:
        if (db_url, course_id) not in kept:
            kept[db_url, course_id] = _Kept(db_url, course_id, authenticator)
        return kept[db_url, course_id]

    steps = [
        module
        for name, module in sys.modules.items()
        if name.startswith(("nbgrader.converters.", "nbgrader.preprocessors."))
        and vars(module).get("Gradebook") is Gradebook
    ]
    for module in steps:
        vars(module)["Gradebook"] = opened
    try:
        yield
    finally:
        for module in steps:
            vars(module)["Gradebook"] = Gradebook
        for gradebook in kept.values():
            Gradebook.close(gradebook)


def complete(converter: Any, remark: str) -> set[Path]:
    """Put a notebook beside every submission without one, and return them: nbgrader passes over it otherwise.

    They are there for nbgrader alone, and are removed before a submission is read.
    """
    added: set[Path] = set()
    text = notebooks.text_of(notebooks.notebook([notebooks.cell("markdown", remark)]))
    pattern = converter._format_source(converter.coursedir.assignment_id, converter.coursedir.student_id)
    for folder in map(Path, glob.glob(pattern)):
        notebook = folder / f"{NOTEBOOK}.ipynb"
        if not folder.is_dir() or (os.path.lexists(notebook) and not _is_added(notebook)):
            continue
        try:
            notebook.write_text(text, encoding="utf-8")
        except OSError as error:
            converter.log.error("%s was not handed in and can't be added: %s", notebook, error)
        else:
            converter.log.warning("No %s was handed in: %s", notebook.name, folder)
            added.add(notebook)
    return added


def _is_added(notebook: Path) -> bool:
    """Tell whether a notebook is one that a run which was killed left behind."""
    if not notebook.is_file() or notebook.stat().st_size > 10_000:
        return False
    return [cell.source for cell in sound_notebook(notebook, "").cells] in [[text] for text in ADDED.values()]


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def sound_notebook(path: Path, remark: str) -> Any:
    """Return a notebook of format 4.5 with the text of a file's cells, or with a remark alone."""
    try:
        place = Disk(str(path.parent), path.name)
        document = json.loads(read_bytes(place, LIMIT_BYTES[".ipynb"], path.name))
        cells = list(_cells(document))
    except (UnreadableError, ValueError, TypeError, LookupError, RecursionError):
        cells = [notebooks.cell("markdown", remark)]
    return notebooks.notebook(cells)


def _cells(document: Any) -> Iterator[Any]:
    listed = document.get("cells") if isinstance(document, dict) else None
    if listed is None and isinstance(document, dict):
        listed = [c for sheet in document["worksheets"] for c in sheet["cells"]]  # format 3
    if not isinstance(listed, list):
        raise TypeError("not a notebook")
    left = _TEXT
    for cell in listed[:_CELLS]:
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", cell.get("input", ""))
        if isinstance(source, list):
            source = "".join(line for line in source if isinstance(line, str))
        if not isinstance(source, str):
            continue
        text = source.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")[:left]
        left -= len(text)
        metadata = cell.get("metadata")
        about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        name = about.get("grade_id") if isinstance(about, dict) else None
        kept = {"grade_id": name} if isinstance(name, str) else None
        yield notebooks.cell("code" if cell.get("cell_type") == "code" else "markdown", text, kept)
