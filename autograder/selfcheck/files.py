"""Find the file to check, read it, and see what lies beside it. For the self-check's command."""

from __future__ import annotations

import locale
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.model import Cell, Lang, Submission, UsageError
from autograder.submission.modules import imported
from autograder.submission.reading import cells_of, read_one, with_modules
from autograder.submission.syntax import weight

from .words import say

NAMES = ("rnn.py", "rnn.ipynb")
OLD_S = 300.0
Note = tuple[str, dict[str, Any]]


def find(given: str | None, lang: Lang) -> Path:
    """Return the file to check: the one given, or the one of a folder on which there was most work.

    Raises:
        UsageError: there is none, or it is of another kind.
    """
    path = Path(given) if given else home()
    if path.is_dir():
        there = [path / name for name in NAMES if (path / name).is_file()]
        if not there:
            raise UsageError(say("error.nothing_here", lang, file=str(path.absolute())))
        return max(there, key=_work) if len(there) > 1 else there[0]
    if path.suffix.lower() not in (".py", ".ipynb"):
        raise UsageError(say("error.kind" if path.exists() else "error.no_file", lang, file=str(path)))
    if not path.exists():
        raise UsageError(say("error.no_file", lang, file=str(path)))
    return path


def home() -> Path:
    """Return the folder to look in where none is given: the current one, or that of check.pyz if the work is there."""
    here, beside = Path("."), Path(sys.argv[0]).parent
    for folder in (here, beside):
        if any((folder / name).is_file() for name in NAMES):
            return folder
    return here


def _work(path: Path) -> tuple[int, float, bool]:
    """Return how many exercises were attempted in a file, and when it was saved."""
    try:
        read = read_one("", path.name, path.read_bytes())
        return weight([cell.source for cell in read.cells])[0], path.stat().st_mtime, path.suffix == ".py"
    except OSError:
        return 0, 0.0, False


def read(path: Path, lang: Lang) -> Submission:
    """Read the file as it is now, and what it imports from its folder.

    Raises:
        UsageError: it can't be opened.
    """
    try:
        alone = read_one(path.stem, path.name, path.read_bytes())
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(say("error.no_access", lang, file=str(path), why=why)) from error

    def beside(name: str) -> tuple[str, Sequence[Cell]] | None:
        try:
            found = cells_of(name, (path.parent / name).read_bytes())
        except OSError:
            return None
        return (name, found) if found is not None else None

    def below(_folder: str, pattern: str) -> list[str]:
        try:
            near = path.parent.glob(pattern.replace("**", "*"))  # who knows how deep the folder is
            return [found.relative_to(path.parent).as_posix() for found in near]
        except (OSError, ValueError):
            return []

    return with_modules(alone, imported(path.name, alone.cells, beside, below))


def language(folder: Path) -> Lang:
    """Return the language of the kit in a folder, or that of the machine."""
    try:
        text = (folder / "exercise.toml").read_text(encoding="utf-8")
        said = re.search(r'^language = "(en|fr)"$', text, re.MULTILINE)
        if said:
            return "fr" if said[1] == "fr" else "en"
    except (OSError, ValueError):
        pass
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((n for n in names if n), None)
    try:
        name = name or locale.getlocale()[0]
    except ValueError:
        name = None
    return "fr" if (name or "").lower().startswith("fr") else "en"


def notes(path: Path, submission: Submission) -> Iterator[Note]:
    """Yield what a person should know of the file and its folder, though no check fails by it."""
    beside = _names(path.parent)
    modules = sys.stdlib_module_names | {"torch", "numpy"}
    for name in sorted(beside):
        module = name.removesuffix(".py")
        if name.endswith(".py") and module in modules:
            yield "shadows", {"name": name, "module": module}
    for name in dict.fromkeys(cell.name for cell in submission.cells if cell.module):
        yield "with_modules", {"name": name}
    if path.suffix.lower() == ".ipynb":
        yield from _unsaved(path)


def _names(folder: Path) -> set[str]:
    try:
        return {entry.name for entry in os.scandir(folder)}
    except OSError:
        return set()


def _unsaved(path: Path) -> Iterator[Note]:
    """Yield a note where what is seen in the browser may be ahead of the file."""
    try:
        saved = path.stat().st_mtime
    except OSError:
        return
    checkpoint = path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint.ipynb"
    try:
        if checkpoint.stat().st_mtime > saved + 2.0:
            yield "checkpoint_newer", {}
            return
    except OSError:
        pass
    if time.time() - saved > OLD_S:
        yield "saved_long_ago", {"time": time.strftime("%H:%M", time.localtime(saved))}
