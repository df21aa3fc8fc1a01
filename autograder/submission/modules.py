"""Which of the files handed in beside the graded one it imports, and by what names. Imported by the reading.

A program in several files is run as Python would run it from its folder: what it imports, and what that imports,
comes first. Nothing is executed here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from autograder.model import Cell
from autograder.submission.syntax import imports_in, opened_in

MAX_MODULES = 30
OPENED = "./"
"""What the name of a file that is opened and not imported begins with: it is not executed by itself."""

_NEEDED = frozenset({"torch", "numpy", "__future__"})  # what a student calls so is not taken for them

_File = tuple[str, Sequence[Cell]]
Lookup = Callable[[str], _File | None]
"""Gives the file at a path "folder/file.py" and its cells, or None where there is none that can be read."""
Listing = Callable[[str, str], Iterable[str]]
"""Gives the paths, from a folder, of the scripts that are like a pattern ("lib/*.py")."""


@dataclass(frozen=True, slots=True)
class Module:
    """A file that is imported, and as what."""

    name: str  # "utils", "src.model"; "./layers.py" where it is not imported but opened
    path: str
    cells: tuple[Cell, ...]

    @property
    def is_package(self) -> bool:
        """Tell whether it is a folder, by its `__init__.py`."""
        return self.path.endswith("__init__.py")


def imported(path: str, cells: Sequence[Cell], lookup: Lookup, listing: Listing) -> list[Module]:
    """Return the modules that a file needs, each after those that it needs itself.

    Args:
        path: of the file, from where imports are sought: in its folder, then in those above.
        cells: of the file.
        lookup: opens what may be imported.
        listing: finds what may be opened after a look into its folder.
    """
    folder = path.rpartition("/")[0]
    order: list[Module] = []
    seen: set[str] = set()

    def visit(names: Iterable[str]) -> None:
        for name in names:
            if name in seen or name.partition(".")[0] in _NEEDED or len(seen) >= 100:
                continue
            seen.add(name)
            found = _find(name, folder, lookup)
            if found is None or found[0] == path:
                continue
            file, inner = found
            package = name if file.endswith("/__init__.py") else name.rpartition(".")[0]
            visit(_names(inner, package))
            order.append(Module(name, file, tuple(inner)))
            visit_opened(inner)

    def visit_opened(opening: Iterable[Cell]) -> None:
        asked = (name for cell in opening for name in opened_in(cell.source))
        named = (n for name in asked for n in (sorted(listing(folder, name)) if "*" in name else [name]))
        for name in list(islice(dict.fromkeys(named), MAX_MODULES)):
            found = _first(folder, lambda below, name=name: lookup(below + name))  # type: ignore[misc]
            if found is None or found[0] in (path, *(module.path for module in order)):
                continue
            order.append(Module(OPENED + name, found[0], tuple(found[1])))
            visit(_names(found[1], ""))
            visit_opened(found[1])

    visit(_names(cells, ""))
    visit_opened(cells)
    return order[:MAX_MODULES]


def _find(name: str, folder: str, lookup: Lookup) -> _File | None:
    file = name.replace(".", "/")
    endings = (".py", "/__init__.py", ".ipynb")  # the last by import_ipynb, or by ipynb.fs

    def look(below: str) -> _File | None:
        return next(filter(None, (lookup(f"{below}{file}{end}") for end in endings)), None)

    if name.partition(".")[0] not in sys.stdlib_module_names:
        return _first(folder, look)
    # most who import `copy` mean Python's: only what lies where Python looks first takes its place
    found = look(f"{folder}/" if folder else "")
    depth = folder.count("/") + bool(folder) + file.count("/")
    return found if found and found[0].removesuffix("/__init__.py").count("/") == depth else None


def _first(folder: str, look: Callable[[str], _File | None]) -> _File | None:
    """Return what is found in a folder, or in the nearest above; what looks is given "folder/"."""
    while True:
        found = look(f"{folder}/" if folder else "")
        if found is not None or not folder:
            return found
        folder = folder.rpartition("/")[0]


def _names(cells: Iterable[Cell], package: str) -> Iterator[str]:
    """Yield the names of all that may be a module in imports, packages before what they hold."""
    for cell in cells:
        for found in imports_in(cell.source):
            base = _absolute(found.base, found.level, package)
            yield from _above(base)
            yield from (f"{base}.{name}".lstrip(".") for name in found.names)


def _absolute(name: str, level: int, package: str) -> str:
    if not level:
        return name
    parts = package.split(".") if package else []
    return ".".join([*parts[: max(0, len(parts) - level + 1)], *([name] if name else [])])


def _above(name: str) -> Iterator[str]:
    parts = name.split(".") if name else []
    for end in range(1, len(parts) + 1):
        yield ".".join(parts[:end])
