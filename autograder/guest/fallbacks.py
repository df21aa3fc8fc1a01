"""Imports that a submission can do without: `try: import X`, with what takes its place below. Imported by the loader.

There what is absent is absent, as its author meant it: a stand-in computes nothing, and what takes its place does.
"""

from __future__ import annotations

import ast
from types import FrameType

_CATCH = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
_GIVE_UP = frozenset({"exit", "quit", "sys", "os", "subprocess", "pip", "get_ipython"})
"""What a handler calls that ends the program, or installs what lacks."""

_lines: dict[str, set[int]] = {}


def note(tree: ast.Module, file: str) -> None:
    """Remember the lines of a file, or of one more piece of it, from which an import of what is absent is to fail."""
    lines = _lines.setdefault(file, set())
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and _has_a_fallback(node):
            lines.update(range(node.body[0].lineno, (node.body[-1].end_lineno or 0) + 1))


def stand_at(frame: FrameType) -> bool:
    """Tell whether a submission's frame is at an import that it can do without."""
    return frame.f_lineno in _lines.get(frame.f_code.co_filename, ())


def _has_a_fallback(node: ast.Try) -> bool:
    """Tell whether the first handler of an ImportError makes a name, and neither raises, nor ends, nor installs."""
    for handler in node.handlers:
        if not _names(handler.type) & _CATCH and handler.type is not None:
            continue
        inside = [n for statement in handler.body for n in ast.walk(statement)]
        if any(isinstance(n, ast.Raise) for n in handler.body):
            return False
        called = {_root(n.func) for n in inside if isinstance(n, ast.Call)}
        return any(_binds(n) for n in inside) and not called & _GIVE_UP
    return False


def _names(expression: ast.expr | None) -> set[str]:
    return {n.id for n in ast.walk(expression) if isinstance(n, ast.Name)} if expression else set()


def _root(expression: ast.expr) -> str:
    while isinstance(expression, (ast.Attribute, ast.Call)):
        expression = expression.value if isinstance(expression, ast.Attribute) else expression.func
    return expression.id if isinstance(expression, ast.Name) else ""


def _binds(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return isinstance(node.ctx, ast.Store)
    return isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom))
