"""A notebook that `jupyter nbconvert --to script` made a script of: its cells' magics are calls that hold the cells.

Imported by the reading.
"""

from __future__ import annotations

import ast

from autograder.submission.magics import to_python
from autograder.submission.syntax import parse

_CALL = "run_cell_magic"


def pieces(source: str) -> list[str]:
    """Return a script's source in pieces, the text of each `get_ipython().run_cell_magic(…)` as one of its own.

    Every piece begins with as many empty lines as keep its first line's number.
    """
    tree = parse(source) if _CALL in source else None
    if tree is None:
        return [source]
    lines, begun = source.split("\n"), 0
    found: list[str] = []
    for statement in tree.body:
        text = _text(statement)
        if text is not None:
            found.append("\n" * begun + "\n".join(lines[begun : statement.lineno - 1]))
            found.append("\n" * (statement.lineno - 1) + (to_python(text) or ""))
            begun = statement.end_lineno or statement.lineno
    found.append("\n" * begun + "\n".join(lines[begun:]))
    return [piece for piece in found if piece.strip()] if begun else [source]


def _text(statement: ast.stmt) -> str | None:
    """Return the cell that a statement runs, its magic in the first line, or None where it runs none."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != _CALL:
        return None
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if len(texts) != 3 or len(call.args) != 3:
        return None
    magic, line, body = texts
    return f"%%{magic} {line}\n{body}"
