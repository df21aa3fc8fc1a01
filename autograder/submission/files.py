"""Names and bytes from disk, bounded, no link followed. Imported by the discovery and the reading."""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Iterator
from io import FileIO

from autograder.model import Finding, UsageError
from autograder.submission.ids import shown
from autograder.submission.names import is_ignored, kind
from autograder.submission.sources import MAX_DEPTH, MAX_ENTRIES, Disk, Entry, UnreadableError

_DEEPEST = MAX_DEPTH + 2  # the student's folder, and one more around the class


_OF_AN_ENVIRONMENT = frozenset({"bin", "lib", "lib64", "include", "scripts", "share"})
"""What a virtual environment puts beside the work of a student who made it in the folder of the work."""


def entries(root: str) -> Iterator[Entry]:
    """Yield what lies below a folder, in order of name and nearest first; looks at names and types only.

    Raises:
        UsageError: a folder can't be read or holds far too many files; says what to do.
    """
    queue: deque[tuple[str, ...]] = deque([()])
    seen = 0
    while queue:
        above = queue.popleft()
        try:
            with os.scandir(os.path.join(root, *above)) as found:
                items = sorted(found, key=lambda item: item.name)
        except OSError as error:
            if above:
                yield Entry((*above, "?"), Disk(root, "/".join(above)), "no_access")
                continue
            raise UsageError(
                f"The folder {shown(root)} can't be read ({error.strerror}): grant access to it."
            ) from error
        is_environment = bool(above) and any(item.name == "pyvenv.cfg" for item in items)
        if is_environment and not any(kind(item.name) for item in items):
            continue  # a virtual environment under whatever name
        seen += len(items) if above else 0
        if seen > MAX_ENTRIES:
            raise UsageError(
                f"The folder {shown('/'.join(above))} takes the files to grade beyond {MAX_ENTRIES}:"
                " move what is not a submission out of it."
            )
        for item in items:
            if is_ignored(item.name) or (is_environment and item.name.lower() in _OF_AN_ENVIRONMENT):
                continue
            parts = (*above, item.name)
            if item.is_dir(follow_symlinks=False):
                yield Entry(parts)
                if len(parts) <= _DEEPEST:
                    queue.append(parts)
            else:
                entry = _file(root, parts, item)
                if entry is not None:
                    yield entry


def _file(root: str, parts: tuple[str, ...], item: os.DirEntry[str]) -> Entry | None:
    place = Disk(root, "/".join(parts))
    if item.is_symlink():
        is_folder_of_class = len(parts) == 1 and _leads_to_folder(item)
        return Entry(parts, place, "symlink") if kind(item.name) or is_folder_of_class else None
    return Entry(parts, place, "" if item.is_file(follow_symlinks=False) else "irregular")


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # it leads to itself, or where nobody may look
        return False


def read_bytes(place: Disk, limit: int, name: str) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes.

    Raises:
        UnreadableError: it is a link, not a regular file, too large or out of reach.
    """
    try:
        held = os.open(place.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise UnreadableError(Finding("unreadable.no_access", {"file": shown(name)})) from error
    try:
        *folders, last = place.path.split("/")
        for folder in folders:
            below = _open(folder, os.O_DIRECTORY, held, name)
            os.close(held)
            held = below
        file = _open(last, os.O_NONBLOCK, held, name)
    finally:
        os.close(held)
    with open(file, "rb", buffering=0) as stream:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise UnreadableError(Finding("unreadable.irregular", {"file": shown(name)}))
        data = _at_most(stream, limit + 1)
    if len(data) > limit:
        raise too_large(name, limit)
    return data


def too_large(name: str, limit: int) -> UnreadableError:
    """Return the refusal of a file beyond its limit."""
    return UnreadableError(Finding("unreadable.too_large", {"file": shown(name), "limit_kib": limit >> 10}))


def _at_most(stream: FileIO, size: int) -> bytes:
    chunks: list[bytes] = []
    while size > 0 and (chunk := stream.read(size)):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def _open(part: str, flags: int, folder: int, name: str) -> int:
    try:
        return os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | flags, dir_fd=folder)
    except OSError as error:
        why = {errno.ELOOP: "symlink", errno.ENOTDIR: "symlink", errno.ENXIO: "irregular"}
        raise UnreadableError(
            Finding(f"unreadable.{why.get(error.errno or 0, 'no_access')}", {"file": shown(name)})
        ) from error
