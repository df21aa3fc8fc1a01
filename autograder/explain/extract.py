"""Cut out of a student's source what overrides the reference, as a mistake's file holds it. Imported within explain.

The source is parsed, never run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from autograder.model import Cell, UsageError

_GIVEN = frozenset({"W_i", "W_h", "decoder", "one_step", "forward", "decode", "training"})
"""What the reference's class offers to a method that overrides one of its own."""


def overriding(cells: Sequence[Cell], exercise: str) -> str:
    """Return the student's `one_step`, `forward` or `training_loss` with what it needs, to follow the reference.

    A method that needs attributes of the student's own brings its whole class.

    Raises:
        UsageError: the source does not hold it, or does not parse.
    """
    source = "\n\n".join(cell.source for cell in cells)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise UsageError(
            f"The student's file is not Python ({error}): a mistake can be made from a file that loads."
        ) from None
    lines = source.splitlines()
    defined = {name: node for node in tree.body for name in _defines(node)}
    wanted = defined.get("training_loss" if exercise == "training_loss" else "RNN")
    if wanted is None or isinstance(wanted, (ast.Import, ast.ImportFrom)):
        raise UsageError(f"The student's file does not define what {exercise} asks for: give their own file.")
    if exercise != "training_loss":
        text, used = _method(wanted, exercise, lines)
    else:
        text, used = _text(wanted, lines), _names(wanted)
    needed = _closure(used, defined, wanted)
    before = [_text(node, lines) for node in tree.body if node in needed]
    return "\n".join(_imports_first(before)) + "\n\n\n" + text + "\n"


def _method(wanted: ast.stmt, exercise: str, lines: Sequence[str]) -> tuple[str, set[str]]:
    """Return the class to write and the names that it uses."""
    if not isinstance(wanted, ast.ClassDef):
        raise UsageError("The student's RNN is not a class: write the mistake by hand.")
    methods = {n.name: n for n in wanted.body if isinstance(n, ast.FunctionDef)}
    method = methods.get(exercise)
    if method is not None and _attributes(method) <= _GIVEN:
        return f"class RNN(Reference):\n{_text(method, lines)}", _names(method)
    return _text(wanted, lines), _names(wanted)


def _attributes(method: ast.FunctionDef) -> set[str]:
    """Return the attributes of the method's first argument that it uses."""
    own = method.args.args[0].arg if method.args.args else "self"
    return {
        node.attr
        for node in ast.walk(method)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == own
    }


def _defines(node: ast.stmt) -> Iterable[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(a.asname or a.name).partition(".")[0] for a in node.names]
    if isinstance(node, ast.Assign):
        return [t.id for t in node.targets if isinstance(t, ast.Name)]
    return []


def _closure(used: set[str], defined: dict[str, ast.stmt], wanted: ast.stmt) -> set[ast.stmt]:
    """Return the top-level statements that names need, and those that these need."""
    needed: set[ast.stmt] = set()
    waiting = set(used)
    while waiting:
        node = defined.get(waiting.pop())
        if node is not None and node is not wanted and node not in needed:
            needed.add(node)
            waiting |= _names(node)
    return needed


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def _text(node: ast.stmt, lines: Sequence[str]) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorators)])
    return "\n".join(lines[first - 1 : node.end_lineno])


def _imports_first(pieces: Sequence[str]) -> list[str]:
    imports = [p for p in pieces if p.startswith(("import ", "from "))]
    return [*imports, *("\n\n" + p for p in pieces if p not in imports)]
