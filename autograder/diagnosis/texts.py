"""What the text of `forward` says where its answers can't. Read, never run. Imported by diagnosis."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.examiner.student import Student


def returns_a_stack(student: Student) -> bool:
    """Tell whether what the last `forward` of the source returns comes out of something named stack, whole."""
    found = False
    for function in _forwards(student):
        found = _stacked(function)
    return found


def stacks_a_state(student: Student) -> bool:
    """Tell whether the last `forward` stacks a variable that its loop sets to what `one_step` returns."""
    found = False
    for function in _forwards(student):
        states = {
            target.id
            for loop in ast.walk(function)
            if isinstance(loop, (ast.For, ast.While))
            for node in ast.walk(loop)
            if isinstance(node, ast.Assign) and _calls(node.value, "one_step")
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        found = any(
            isinstance(node, ast.Call)
            and _name(node.func) == "stack"
            and node.args
            and isinstance(node.args[0], ast.Name)
            and node.args[0].id in states
            for node in ast.walk(function)
        )
    return found


def _forwards(student: Student) -> Iterator[ast.FunctionDef]:
    for cell in student.submission.cells:
        try:
            tree = ast.parse(cell.source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name == "forward":
                yield node


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _calls(value: ast.expr, name: str) -> bool:
    return isinstance(value, ast.Call) and _name(value.func) == name


def _stacked(function: ast.FunctionDef) -> bool:
    made: dict[str, ast.expr] = {}  # a name's last value
    returned: ast.expr | None = None
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            made[node.targets[0].id] = node.value
        elif isinstance(node, ast.Return) and node.value is not None:
            returned = node.value
    if isinstance(returned, ast.Name):
        returned = made.get(returned.id)
    return returned is not None and _is_a_stack(returned)


def _is_a_stack(value: ast.expr) -> bool:
    if isinstance(value, ast.IfExp):
        return _is_a_stack(value.body) and _is_a_stack(value.orelse)
    if isinstance(value, ast.Subscript):
        return False  # one of those that were stacked
    return any(
        (isinstance(n, ast.Attribute) and n.attr == "stack") or (isinstance(n, ast.Name) and n.id == "stack")
        for n in ast.walk(value)
    )
