"""Build check.pyz: `python -m autograder.selfcheck.build` writes `assignment/check.pyz` again. For the release too.

The same sources give the same bytes on every machine and Python: members are stored, in order, with one date.
"""

from __future__ import annotations

import ast
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from autograder.model import ROOT

TARGET = ROOT / "assignment" / "check.pyz"
PACKAGE = ROOT / "autograder"
START = "autograder.selfcheck.start"
ENTRIES = (START, "autograder.selfcheck.command", "autograder.guest.standalone")
"""What is run by name; all else in the file is what these import."""

SHEBANG = b"#!/usr/bin/env python3\n"
NEVER = (
    "autograder.diagnosis",
    "autograder.corpus",
    "autograder.session",
    "autograder.worker",
    "autograder.examiner.plugin",
    "autograder.examiner.secret",
    "autograder.guest.zygote",
    "autograder.handout",
)
"""What students must not get, or have no use for; the build stops where an import leads to one."""


def build() -> bytes:
    """Return check.pyz.

    Raises:
        ValueError: a module that must stay here has been imported by one that goes out.
    """
    data = io.BytesIO(SHEBANG)
    data.seek(0, io.SEEK_END)
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(members().items()):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return data.getvalue()


def members() -> dict[str, bytes]:
    """Return the files within check.pyz, by path."""
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in _closure()}
    return {**files, "__main__.py": _path(START).read_bytes()}


def _closure() -> set[Path]:
    """Return the sources that the entries lead to by their imports, those within functions too."""
    waiting, seen = list(ENTRIES), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or not _exists(name):
            continue
        if name.startswith(NEVER):
            raise ValueError(f"{name} must not be handed out: something that check.pyz holds imports it")
        seen.add(name)
        waiting += _above(name)
        waiting += _imports(name)
    return {_path(name) for name in seen}


def _above(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _imports(name: str) -> Iterator[str]:
    """Yield the modules of the kit that a module may import by name."""
    path = _path(name)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _exists(name: str) -> bool:
    return name.partition(".")[0] == "autograder" and _path(name).is_file()


def _path(name: str) -> Path:
    place = ROOT.joinpath(*name.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def main() -> int:
    """Write `assignment/check.pyz` and say how large it is."""
    data = build()
    TARGET.write_bytes(data)
    print(f"{TARGET.relative_to(ROOT)}: {len(data) >> 10} KiB, {len(members())} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
