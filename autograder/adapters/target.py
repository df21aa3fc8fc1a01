"""The nouns of an export: what every target gets and gives back; imported by the adapters and by cli."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from autograder.model import MAX_SCORE, Lang, Result, UsageError
from autograder.words import MistakeWords, plain

_LARGEST_TABLE = 20_000_000  # bytes; a worksheet with the texts of 5,000 students stays below
_TRAILING_ID = re.compile(
    r"(?:\A|_)(\d+)(?:-[0-9a-f]{8})?\Z"
)  # a name with an apostrophe: O_Brien_7-1a2b3c4d


@dataclass(frozen=True, slots=True)
class Options:
    """What an export may need besides the results; a target that needs one says so when it is missing."""

    lang: Lang = "en"
    mistake_words: MistakeWords = field(default_factory=dict)
    worksheet: Path | None = None  # moodle: the offline grading worksheet, as downloaded
    roster: Path | None = None  # canvas: the gradebook, as exported
    assignment: str | None = None  # canvas: title or id of the column; github, nbgrader: the name
    db_url: str | None = None  # nbgrader: the gradebook, by URL, file or course
    context: Mapping[str, str] = field(default_factory=dict)  # github: fields of classroom50 (commit, …)


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and what a person should know: one sentence each, ready for the terminal."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


class Adapter(Protocol):
    """Writes what one target wants into the folder `out`, which exists."""

    def __call__(self, results: Sequence[Result], out: Path, options: Options) -> Exported:
        """Export the results.

        Raises:
            UsageError: an option is missing, or the target's own file is not what it should be.
        """


@dataclass(frozen=True, slots=True)
class Table:
    """An LMS's own CSV file, with what is needed to write it back as it was."""

    header: Sequence[str]
    rows: Sequence[list[str]]
    bom: bool
    newline: str
    delimiter: str

    def column(self, *names: str) -> int | None:
        """Return the place of the first column that bears one of these names, whatever the case."""
        wanted = {n.casefold() for n in names}
        return next((i for i, h in enumerate(self.header) if h.strip().casefold() in wanted), None)

    def encode(
        self, rows: Iterable[Sequence[str]] | None = None, header: Sequence[str] | None = None
    ) -> bytes:
        """Return the file's bytes, with other rows or columns where they are given."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator=self.newline, delimiter=self.delimiter)
        writer.writerow(self.header if header is None else header)
        writer.writerows(self.rows if rows is None else rows)
        return (b"\xef\xbb\xbf" if self.bom else b"") + stream.getvalue().encode()


def read_table(path: Path, what: str) -> Table:
    """Read a CSV file of an LMS; short rows are filled up with empty cells.

    Raises:
        UsageError: the file is not there, is too large, or is no UTF-8 CSV with a header.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST_TABLE + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: the {what} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path}: the {what} is not UTF-8; download it again and do not re-save it."
        ) from error
    if len(data) > _LARGEST_TABLE:
        raise UsageError(f"{path}: the {what} is larger than {_LARGEST_TABLE:,} bytes.")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = [r for r in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if r]
    except csv.Error as error:
        raise UsageError(f"{path}: the {what} is not a CSV file ({error}); download it again.") from error
    if not rows:
        raise UsageError(f"{path}: the {what} is empty; download it again.")
    width = len(rows[0])
    return Table(
        header=rows[0],
        rows=[r + [""] * (width - len(r)) for r in rows[1:]],
        bom=data.startswith(b"\xef\xbb\xbf"),
        newline="\r\n" if first.endswith("\r") else "\n",
        delimiter=delimiter,
    )


def trailing_id(student: str) -> str:
    """Return the number by which an LMS knows a student, "" where the id does not end in one.

    >>> trailing_id("Jane Doe_12345"), trailing_id("Zoé-d_Arcy_12345-9891afe0")
    ('12345', '12345')
    """
    found = _TRAILING_ID.search(student)
    return found[1] if found else ""


def scale(possible: str) -> tuple[float, bool]:
    """Return by what to multiply a mark for an LMS's maximum, and whether it writes a decimal comma."""
    comma = "," in possible
    try:
        most = float(possible.strip().replace("\u00a0", "").replace(",", "."))
    except ValueError:
        return 1.0, comma
    return (most / MAX_SCORE if most > 0 else 1.0), comma


def listed(students: Iterable[str], most: int = 10) -> str:
    """Return students' ids for a sentence, the first ten of them."""
    shown = [plain(s, 60) for s in students]
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")
