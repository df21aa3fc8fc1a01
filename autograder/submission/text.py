"""Bytes to text, strictly: UTF-8 or what a PEP 263 cookie names. Imported by the reading."""

from __future__ import annotations

import codecs
import re
from itertools import product

from autograder.model import Finding
from autograder.submission.ids import shown
from autograder.submission.sources import UnreadableError

_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"[ \t\f]*(?:#.*)?\r?$")
_ASCII = bytes(range(128))
_PAIRS = bytes(byte for pair in product(_ASCII, _ASCII) for byte in pair) + b".xn--0ca."  # IDNA's escape


def decode(data: bytes, name: str, cookies: bool = True) -> tuple[str, Finding | None]:
    """Return the text, with "\\n" at the end of its lines, and a flag where another encoding was used.

    Args:
        cookies: honour a line `# -*- coding: … -*-`; notebooks have none.

    Raises:
        UnreadableError: neither UTF-8 nor what the cookie says, or a NUL in it.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16")):
        if data.startswith(mark):
            raise _refused(name, encoding, 1)
    if b"\0" in data:
        raise UnreadableError(
            Finding("unreadable.nul", {"file": shown(name), "line": _line(data, data.index(b"\0"))})
        )
    cookie = _cookie(data) if cookies and not data.startswith(codecs.BOM_UTF8) else ""
    codec = _codec(cookie) if cookie else "utf-8"
    if (
        codec is None
    ):  # what is decoded here is what runs: ASCII reads the same in any encoding worth the name
        codec = "ascii"
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(codec)
    except UnicodeDecodeError as error:
        raise _refused(name, cookie, _line(error.object, error.start)) from error
    flag = None
    if codec != "utf-8":
        flag = Finding("flag.encoding", {"file": shown(name), "encoding": shown(cookie, 30)})
    # some editors put a second byte order mark before the first
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), flag


def _refused(name: str, encoding: str, line: int) -> UnreadableError:
    args = {"file": shown(name), "encoding": shown(encoding, 30), "line": line}
    return UnreadableError(Finding("unreadable.encoding", args))


def _cookie(data: bytes) -> str:
    first, _, rest = data[:4096].partition(b"\n")
    for line in (first, rest.partition(b"\n")[0]):
        found = _COOKIE.match(line)
        if found:
            return found[1].decode("ascii", "replace")
        if not _BLANK.match(line):
            break
    return ""


def _codec(cookie: str) -> str | None:
    """Return the encoding that a cookie names, where bytes of ASCII always stand for themselves in it."""
    try:
        name = codecs.lookup(cookie).name
        return name if _PAIRS.decode(name) == _PAIRS.decode("ascii") else None
    except (LookupError, ValueError):
        return None


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
