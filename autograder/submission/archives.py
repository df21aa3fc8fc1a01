"""Zips, read member by member in memory, never extracted. Imported by the discovery and the reading."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from autograder.model import Finding
from autograder.submission.files import too_large
from autograder.submission.ids import shown
from autograder.submission.names import is_ignored, kind
from autograder.submission.sources import LIMIT_BYTES, Entry, Member, Place, UnreadableError

_MAX_RATIO = 500  # what people write deflates 3 to 20 times, one line repeated 300 times, zeros 1030 times
_RATIO_FROM_BYTES = 256 << 10
_FARTHEST = 1 << 62  # what the system can seek; a damaged directory may say anything, below 0 too
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")


class ArchiveError(Exception):
    """A zip can't be opened at all; the message says why."""


def entries(stream: BinaryIO, place: Callable[[Member], Place], limit: int) -> list[Entry]:
    """Return what a zip says it holds, folders among it; no member is read.

    A member that must not be read (its name leaves the folder, it is a link, encrypted, large …) bears its
    problem.

    Args:
        place: says where a member of this archive is to be found.
        limit: the largest number of members.

    Raises:
        ArchiveError: not a zip, damaged at its end, or more members than the limit.
    """
    try:
        _refuse_crowds(stream, limit)
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            infos = archive.infolist()
    except ArchiveError:
        raise
    except Exception as error:  # zipfile lets struct.error, UnicodeDecodeError and others through
        raise ArchiveError(type(error).__name__) from error
    if len(infos) > limit:
        raise ArchiveError(f"more than {limit} members")
    found: dict[tuple[str, ...], tuple[Entry, tuple[int, int]]] = {}
    for info in infos:
        entry, digest = _entry(info, place), (info.CRC, info.file_size)
        if not entry.parts or any(is_ignored(part) for part in entry.parts):
            continue
        key = (info.orig_filename,) if entry.problem == "unsafe_name" else entry.parts
        before = found.get(key)
        if before is not None and entry.place is not None and before[1] != digest:
            digest = (-1, -1)  # which one would be extracted depends on the tool: neither is graded
            entry = Entry(entry.parts, entry.place, entry.problem or "duplicate")
        found[key] = (entry, digest)
    return [entry for entry, _ in found.values()]


def _refuse_crowds(stream: BinaryIO, limit: int) -> None:
    """Refuse by the claims at the archive's end, before the whole directory is taken into memory."""
    size = stream.seek(0, 2)
    start = max(0, size - _END.size - 0xFFFF)
    stream.seek(start)
    tail = stream.read(_END.size + 0xFFFF)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        raise ArchiveError("its end is missing")
    count, directory_bytes = _END.unpack_from(tail, at)[4:6]
    wide = tail.rfind(b"PK\6\6", 0, at)
    if wide >= 0 and (count == 0xFFFF or directory_bytes == 0xFFFFFFFF) and len(tail) - wide >= 56:
        count, directory_bytes = struct.unpack_from("<2Q", tail, wide + 32)
    if count > limit or directory_bytes > max(limit * 512, 1 << 20):
        raise ArchiveError(f"more than {limit} members")


def _entry(info: zipfile.ZipInfo, place: Callable[[Member], Place]) -> Entry:
    name = _name(info)
    slashed = name.replace("\\", "/")
    parts = tuple(part for part in slashed.split("/") if part not in ("", ".", ".."))
    if slashed.endswith("/"):
        return Entry(parts if ".." not in slashed.split("/") else ())
    member = Member(info.header_offset, info.compress_size, info.file_size, info.CRC, info.compress_type)
    return Entry(parts, place(member), _problem(info, name, slashed))


def _problem(info: zipfile.ZipInfo, name: str, slashed: str) -> str:
    mode = info.external_attr >> 16
    limit = LIMIT_BYTES.get(kind(name))
    if ".." in slashed.split("/") or slashed.startswith("/") or _DRIVE.match(slashed) or "\0" in name:
        return "unsafe_name"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "symlink" if stat.S_ISLNK(mode) else "irregular"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted"
    if limit is not None and info.file_size > limit:
        return "too_large"
    if info.file_size > max(_RATIO_FROM_BYTES, _MAX_RATIO * info.compress_size):
        return "bomb"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "compression"
    return ""


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; what is not marked as UTF-8 often is, all the same (macOS)."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def read_member(stream: BinaryIO, member: Member, limit: int, name: str) -> bytes:
    """Return a member's bytes, never inflating more than `limit` of them.

    Raises:
        UnreadableError: larger than the limit, damaged, or not what the archive's directory says.
    """
    if member.size > limit:
        raise too_large(name, limit)
    damaged = UnreadableError(Finding("unreadable.damaged", {"file": shown(name)}))
    if not 0 <= member.offset < _FARTHEST:
        raise damaged
    stream.seek(member.offset)
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
        raise damaged
    stream.seek(sum(_LOCAL.unpack(header)[-2:]), 1)  # the local name and extra field
    packed = stream.read(min(member.packed, limit + (64 << 10)))
    if member.method == zipfile.ZIP_STORED:
        data = packed
    else:
        try:
            data = zlib.decompressobj(-15).decompress(packed, member.size + 1)
        except zlib.error:
            raise damaged from None
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise damaged
    return data
