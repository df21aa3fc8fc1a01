"""What each hostile submission tries and the most that it may earn, read from its header; nothing is executed.

A submission opens with a docstring of lines `key: value`:

    tries     one sentence: what it tries
    success   how success would be seen
    expect    max=POINTS, the highest legitimate score, and status=graded|unreadable where that is allowed
    hand-in   the file name under which it is handed in, as a Python string, where its own would be too tame

`@@N x 'TEXT'@@` in a file stands for TEXT written N times, which keeps the repository small; `@@ROOT@@` for the folder
of the kit, which an attacker may know.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.model import ROOT

FOLDER = Path(__file__).resolve().parent / "submissions"
KEYS = ("tries", "success", "expect", "hand-in")
_LINE = re.compile(r"^(tries|success|expect|hand-in): (.*?)\r?$", re.MULTILINE)
_EXPECT = re.compile(r"max=(\d+(?:\.\d+)?)(?: status=((?:graded|unreadable)(?:\|(?:graded|unreadable))?))?")
_REPEATED = re.compile(rb"@@(\d+) x ('(?:\\.|[^'\\\n])*')@@")
_HEADER_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile submission and what is expected of the grader."""

    slug: str
    path: Path
    tries: str
    success: str
    max_score: float
    statuses: frozenset[str]
    file_name: str  # under which it is handed in

    def content(self) -> bytes:
        """Return the bytes that are handed in."""
        return _REPEATED.sub(_repeat, self.path.read_bytes()).replace(b"@@ROOT@@", str(ROOT).encode())

    @property
    def family(self) -> str:
        """Return the first word of the slug."""
        return self.slug.partition("-")[0]


def read(path: Path) -> Hostile:
    """Read the header of one submission.

    Raises:
        ValueError: the header lacks a line or has it twice, or a line can't be read; names the file.
    """
    values: dict[str, str] = {}
    for key, value in _LINE.findall(_beginning(path)):
        if key in values:
            raise ValueError(f"{path.name}: {key!r} is given twice")
        values[key] = value.strip()
    missing = [key for key in KEYS[:3] if not values.get(key)]
    expect = _EXPECT.fullmatch(values.get("expect", ""))
    if missing or expect is None:
        raise ValueError(f"{path.name}: the header lacks {missing or 'a readable expect'}")
    return Hostile(
        path.stem,
        path,
        values["tries"],
        values["success"],
        float(expect[1]),
        frozenset((expect[2] or "graded").split("|")),
        str(ast.literal_eval(values["hand-in"])) if "hand-in" in values else path.name,
    )


def table() -> dict[str, Hostile]:
    """Return all hostile submissions by slug, in order."""
    found = [read(path) for path in sorted(FOLDER.iterdir())]
    return {hostile.slug: hostile for hostile in found}


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_HEADER_BYTES)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace")
    text = data.decode("utf-8", "replace")
    if path.suffix == ".ipynb" and text.startswith("{"):
        return text.replace("\\n", "\n").replace('\\"', '"')
    return text


def _repeat(found: re.Match[bytes]) -> bytes:
    return str(ast.literal_eval(found[2].decode())).encode() * int(found[1])
