"""Makes text that came from a student harmless at the door; any trusted module may import it."""

from __future__ import annotations

import unicodedata

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Controls, format marks (bidi, zero width, tags), surrogates, private use, unassigned, line separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
MARKS_IN_A_ROW = 2  # more of them pile up over the neighbouring lines


def plain(text: str, limit: int = 300) -> str:
    """Return `text` on one line of at most `limit` characters that changes nothing where it is shown.

    What cannot be seen, or would move the cursor, turn the writing direction or break the line, is written
    as its Python escape; what is too long ends in an ellipsis. Applying it twice changes nothing.

    >>> plain("red \\x1b[31m and\\nnew line")
    'red \\\\x1b[31m and\\\\nnew line'
    >>> plain("x" * 9, limit=4)
    'xxx…'
    """
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    pieces: list[str] = []
    length = marks = 0
    cut = len(text) > limit
    for char in text[:limit]:
        piece, marks = _visible(char, marks)
        length += len(piece)
        pieces.append(piece)
        if length > limit:
            cut = True
            break
    if cut:
        while pieces and length > limit - 1:
            length -= len(pieces.pop())
        pieces.append("…")
    return "".join(pieces)


def _visible(char: str, marks: int) -> tuple[str, int]:
    if " " <= char <= "~":
        return char, 0
    category = unicodedata.category(char)
    if category in _MARKS:
        marks += 1
        return (char if marks <= MARKS_IN_A_ROW else _escape(char)), marks
    return (_SHORT.get(char) or _escape(char) if category in _HIDDEN else char), 0


def _escape(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
