"""Which of the files handed in beside the graded one it imports, and by what names. Imported by the reading.

A program in several files is run as Python would run it from its folder: what it imports, and what that imports,
comes first. Nothing is executed here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.model import Cell
from autograder.submission.syntax import imports_in

MAX_MODULES = 30
_OF_PYTHON = sys.stdlib_module_names | {"torch", "numpy"}  # what is called so is not taken for them

Lookup = Callable[[str], tuple[str, Sequence[Cell]] | None]
"""Gives the file at a path "folder/file.py" and its cells, or None where there is none that can be read."""


@dataclass(frozen=True, slots=True)
class Module:
    """A file that is imported, and as what."""

    name: str  # "utils", "src.model"
    path: str
    cells: tuple[Cell, ...]

    @property
    def is_package(self) -> bool:
        """Tell whether it is a folder, by its `__init__.py`."""
        return self.path.endswith("__init__.py")


def imported(path: str, cells: Sequence[Cell], lookup: Lookup) -> list[Module]:
    """Return the modules that a file needs, each after those that it needs itself.

    Args:
        path: of the file, from where imports are sought: in its folder, then in those above.
        cells: of the file.
        lookup: opens what may be imported.
    """
    folder = path.rpartition("/")[0]
    order: list[Module] = []
    seen: set[str] = set()

    def visit(names: Iterable[str]) -> None:
        for name in names:
            if name in seen or name.partition(".")[0] in _OF_PYTHON or len(seen) >= 100:
                continue
            seen.add(name)
            found = _find(name, folder, lookup)
            if found is None or found[0] == path:
                continue
            file, inner = found
            package = name if file.endswith("/__init__.py") else name.rpartition(".")[0]
            visit(_names(inner, package))
            order.append(Module(name, file, tuple(inner)))

    visit(_names(cells, ""))
    return order[:MAX_MODULES]


def _find(name: str, folder: str, lookup: Lookup) -> tuple[str, Sequence[Cell]] | None:
    below = name.replace(".", "/")
    while True:
        for file in (f"{below}.py", f"{below}/__init__.py"):
            found = lookup(f"{folder}/{file}" if folder else file)
            if found is not None:
                return found
        if not folder:
            return None
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
