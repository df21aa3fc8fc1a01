"""What Python 3.12 and 3.14 brought, spelt so that an older Python reads it. Imported by the reading."""

from __future__ import annotations

import re

from autograder.submission.generics import without_type_parameters

_NEXT = re.compile(
    r"(?P<comment>#.*)"
    r"|(?<!\w)(?P<prefix>[rRbBuU]|[rRfF]{1,2}|[bB][rR]|[rR][bB]|[tT][rR]?|[rR][tT])?(?P<quote>\"\"\"|\'\'\'|\"|\')"
)
_EXCEPT = re.compile(r"^([ \t]*except\*?[ \t]+)([\w.]+(?:[ \t]*,[ \t]*[\w.]+)+)[ \t]*:", re.MULTILINE)
_LONGEST_COMMENT = 2000
"""Characters; the end of a longer one is not looked for: a line may hold a million that begin comments."""
_CONTROL = re.compile(r"([\"'])\\([nt])\1")


def for_older_python(source: str) -> str:
    """Return the source with other quotes within the braces of f-strings where, before 3.12, theirs would end them,
    and without type parameters, templates and exceptions in no brackets.

    `f"{losses["train"]}"` becomes `f"{losses['train']}"`, `def f[T](x)` becomes `def f(x)`, `except A, B:` becomes
    `except (A, B):`, `t"…"` becomes `f"…"`; all else stays, and every line keeps its number.
    """
    done: list[str] = []
    position = 0
    while (found := _NEXT.search(source, position)) is not None:
        template = "t" in (found["prefix"] or "").lower()
        opening = source[found.start() : found.end()]
        done.append(source[position : found.start()])
        done.append(opening.replace("t", "f").replace("T", "f") if template else opening)
        position = found.end()
        if found["comment"] is not None:
            continue
        formatted = template or "f" in (found["prefix"] or "").lower()
        text, position = _rest_of_string(source, position, found["quote"], formatted)
        done.append(text)
    done.append(source[position:])
    return without_type_parameters(_EXCEPT.sub(r"\1(\2):", "".join(done)))


def _rest_of_string(source: str, start: int, quote: str, formatted: bool) -> tuple[str, int]:
    """Return what follows an opening quote, up to the closing one, and where that ends."""
    other = {'"': "'", "'": '"'}.get(quote, quote)
    done: list[str] = []
    position, depth, lines = start, 0, 0
    while position < len(source):
        char = source[position]
        if char == "\n" and len(quote) == 1:
            if not depth:
                break
            done.append(" ")
            position += 1
            lines += 1
            continue
        if depth and len(quote) == 1 and char == "#" and source[position - 1].isspace():
            end = source.find("\n", position, position + _LONGEST_COMMENT)
            if end >= 0:
                position = end
                continue
        if char == "\\" and not depth:
            done.append(source[position : position + 2])
            position += 2
            continue
        control = _CONTROL.match(source, position) if depth else None
        if control is not None:  # before 3.12 no backslash may stand within the braces
            done.append({"n": "chr(10)", "t": "chr(9)"}[control[2]])
            position = control.end()
            continue
        if source.startswith(quote, position):
            if not depth:
                # as many lines as before, in whatever statement this stands
                return "".join(done) + quote + ("\\" + "\n") * lines, position + len(quote)
            end = source.find(quote, position + len(quote))
            inner = source[position + len(quote) : end]
            if end < 0 or "\n" in inner or other in inner:
                break
            done.append(other + inner + other)
            position = end + len(quote)
            continue
        if formatted and char in "{}":
            if not depth and source.startswith(char * 2, position):
                done.append(char * 2)
                position += 2
                continue
            depth = max(0, depth + (1 if char == "{" else -1))
        done.append(char)
        position += 1
    return source[start:position] if lines else "".join(done), position
