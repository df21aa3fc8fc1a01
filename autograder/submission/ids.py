"""Names made safe: ids that are file names, hostile names that can be shown. Imports the words alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from autograder.words.plain import MARKS_IN_A_ROW, plain

MAX_CHARS = 100
MAX_UTF8_BYTES = 200  # file systems stop at 255, and a suffix follows

_PUNCTUATION = frozenset("-_.@+ ")
_NOT_FIRST = frozenset("-=+@. ")  # options, formulas of spreadsheets, hidden files
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_LMS_NUMBER = re.compile(r"_[0-9]{1,20}$")
_INVISIBLE_LETTERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def safe_id(raw: str) -> str:
    """Turn a name into a student id that is a harmless file name on any system.

    Letters and digits of any script and `-_.@+ ` stay. Where anything else had to give way, a short hash of
    the raw name is appended, so that different names stay different. Composed and decomposed accents are the
    same name. A long name keeps the number at its end, by which an LMS knows the student. An id is left as it is.
    """
    name = unicodedata.normalize("NFC", raw)
    clean = allowed = _allowed(name)
    clean = _cut(clean, MAX_CHARS, MAX_UTF8_BYTES)
    if clean[:1] in _NOT_FIRST or _RESERVED.match(clean):
        clean = "_" + clean
    clean = clean.rstrip(". ")
    if clean == name and clean:
        return clean
    number = _LMS_NUMBER.search(allowed)
    tail = f"{number[0] if number and len(allowed) > len(clean) else ''}-{short_hash(raw)}"
    stem = _cut(clean, MAX_CHARS - 1 - len(tail), MAX_UTF8_BYTES - 1 - len(tail)).rstrip(". ") or "student"
    return stem + tail


def short_hash(raw: str) -> str:
    """Return eight hexadecimal digits that stand for a name, whatever is in it."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def shown(name: str, limit: int = 100) -> str:
    """Make a name that came from a student fit to be shown, in fewer characters than other text is given."""
    return plain(name, limit)


def _allowed(name: str) -> str:
    """Put "_" for what is not allowed, marks that pile up among it: no id may be shown otherwise than it is."""
    pieces, marks = [], 0
    for char in name:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        pieces.append(char if _is_allowed(char) and marks <= MARKS_IN_A_ROW else "_")
    return "".join(pieces)


def _is_allowed(char: str) -> bool:
    if char in _PUNCTUATION:
        return True
    return unicodedata.category(char)[0] in "LNM" and not _INVISIBLE_LETTERS.match(char)


def _cut(text: str, chars: int, utf8_bytes: int) -> str:
    return text[:chars].encode("utf-8")[:utf8_bytes].decode("utf-8", "ignore")
