"""The nouns and the limits of the intake. Imported by the modules of this package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.model import Finding

MIB = 1 << 20
LIMIT_BYTES: Mapping[str, int] = {".py": 3 * MIB, ".ipynb": 64 * MIB, ".zip": 64 * MIB}
"""The largest file that is read, by kind. A notebook carries its figures, some of them films of 20 MiB."""

TOTAL_BYTES = 64 * MIB  # read of one student, over all files that are weighed against each other
MAX_WEIGHED = 12  # files of one student that are weighed against each other
SENT_BYTES = (
    24 * MIB
)  # of one student's cells, as JSON writes them: twelve bytes for a sign beyond the usual ones
IMPORTED_BYTES = MIB  # read of one student of what is imported and not weighed
MAX_MEMBERS = 200_000  # of an archive of a class
MAX_NESTED_MEMBERS = 10_000  # of a student's own zip
MAX_ENTRIES = 1_000_000  # below one folder
MAX_DEPTH = 4  # folders between a student's folder and a file


@dataclass(frozen=True, slots=True)
class Disk:
    """A file on disk: `path` below `root`; no component of `path` may be a symbolic link."""

    root: str
    path: str


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member lies in its zip, so that it is read without going through the whole directory again."""

    offset: int  # of its local header
    packed: int  # bytes
    size: int  # bytes, as claimed
    crc: int
    method: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A member of a zip on disk."""

    archive: str
    member: Member


Place = Disk | Packed


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be the one to grade; its contents have not been looked at."""

    path: str  # relative to the student's folder, "/" between names, as handed in (may be hostile)
    place: Place
    problem: str = ""  # why it must not be read: the second half of a key "unreadable.<problem>"


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one student's submission from names alone: light, and can be sent to a worker."""

    student: str  # a safe file name, unique in its class even where case is ignored
    files: tuple[Candidate, ...]
    lms: Mapping[str, str] = field(default_factory=dict, hash=False)
    """{"system": "moodle" | "canvas", "uid", "name"} and, for Canvas, "late": "yes" | "no"; else empty."""
    others: tuple[str, ...] = ()  # names of a few files that can't be graded, to say what was found instead
    flags: tuple[Finding, ...] = field(default=(), hash=False)
    by_name: bool = False  # the file bears the student's name and need not be called rnn


@dataclass(frozen=True, slots=True)
class Entry:
    """A name found in a folder or an archive; a folder has no place."""

    parts: tuple[str, ...]
    place: Place | None = None
    problem: str = ""


class UnreadableError(Exception):
    """A file can't be graded; carries the finding. Never leaves this package."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.key)
        self.finding = finding
