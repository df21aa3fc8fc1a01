"""The statements at a submission's top level: which are executed, and how. Imported by the loader only."""

from __future__ import annotations
import __future__

import ast
import contextlib
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import TypeGuard

from . import modules

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_ASKED = frozenset({"one_step", "forward"})


_PASTED = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u202f\u3000", " "), **dict.fromkeys("\u200b\u2060\ufeff")}
)
"""Spaces as web pages and French keyboards make them, for which Python has no use outside a text."""


def parse(source: str, file: str, flags: int) -> ast.Module:
    """Return the tree of a cell; where it is not Python's, with plain spaces for others that came along.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError, OverflowError: not Python's either way.
    """
    flags |= ast.PyCF_ONLY_AST
    try:
        return compile(source, file, "exec", flags, dont_inherit=True)  # type: ignore[no-any-return]
    except SyntaxError as error:
        plain = source.translate(_PASTED)
        if plain != source:
            with contextlib.suppress(SyntaxError):
                return compile(plain, file, "exec", flags, dont_inherit=True)  # type: ignore[no-any-return]
        raise error


def of(tree: ast.Module, of_notebook: bool) -> Iterator[ast.stmt]:
    """Yield the statements at top level; what stands in the `else` of a main guard is one of them.

    So is what a main guard defines where the whole program is behind it, and what a cell of a marimo notebook does.

    Args:
        of_notebook: what a main guard defines is one of them in any case: a notebook is always the main program.
    """
    for statement in tree.body:
        if is_main_guard(statement) and (of_notebook or _holds_the_program(statement, tree)):
            yield from filter(define, statement.body)
        if _is_marimo_cell(statement):
            yield from (s for s in statement.body if not isinstance(s, ast.Return))
            continue
        yield statement
        if is_main_guard(statement):
            yield from statement.orelse


def _holds_the_program(guard: ast.If, tree: ast.Module) -> bool:
    inside, outside = ({getattr(s, "name", None) for s in body} for body in (guard.body, tree.body))
    return bool((inside - outside) & {"RNN", "training_loss"})


def _is_marimo_cell(statement: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    """Tell whether a statement is `@app.cell` and a function, whose names marimo gives to the other cells."""
    if not isinstance(statement, ast.FunctionDef):
        return False
    made = [d.func if isinstance(d, ast.Call) else d for d in statement.decorator_list]
    return any(isinstance(d, ast.Attribute) and d.attr == "cell" and _is_named(d.value, "app") for d in made)


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def execute(statement: ast.stmt, file: str, flags: int, module: ModuleType) -> None:
    """Execute a statement; where a definition misses a name, again with annotations unread, as from Python 3.14 on.

    Or where an annotation fails otherwise: `Float[Tensor, "b n"]` does where Float is None as its package is absent.
    """
    try:
        exec(_code(statement, file, flags), module.__dict__)
    except (NameError, TypeError, AttributeError):
        if not isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            raise
        exec(_code(statement, file, flags | __future__.annotations.compiler_flag), module.__dict__)


def _code(statement: ast.stmt, file: str, flags: int) -> CodeType:
    return compile(ast.Module([statement], []), file, "exec", flags, dont_inherit=True)  # type: ignore[no-any-return]


def is_main_guard(statement: ast.stmt) -> TypeGuard[ast.If]:
    if not isinstance(statement, ast.If) or not isinstance(statement.test, ast.Compare):
        return False
    names = [n.id for n in ast.walk(statement.test) if isinstance(n, ast.Name)]
    return names == ["__name__"] and isinstance(statement.test.ops[0], ast.Eq)


def is_left_below(module: ModuleType, statement: ast.stmt) -> bool:
    """Tell whether a statement is the empty function or class as handed out, left below the one that was written.

    In the notebook that is handed out, a stub stands below the class, and is given to it: it may be written within.
    """
    written = module.__dict__.get(getattr(statement, "name", ""))
    if isinstance(statement, ast.FunctionDef):
        in_class = statement.name in _ASKED and _is_written(_method(module, statement.name))
        return _is_stub(statement) and (callable(written) or in_class)
    if isinstance(statement, ast.Assign):
        return _gives_a_stub_that_was_left(module, statement)
    if not isinstance(statement, ast.ClassDef):
        return False
    asked = [s for s in statement.body if isinstance(s, ast.FunctionDef) and s.name in _ASKED]
    return bool(asked) and all(_is_stub(s) and _is_written(getattr(written, s.name, None)) for s in asked)


def _method(module: ModuleType, name: str) -> object:
    return getattr(module.__dict__.get("RNN"), name, None)


def _gives_a_stub_that_was_left(module: ModuleType, statement: ast.Assign) -> bool:
    """Tell whether a statement is `RNN.forward = forward`, of which the stub was left out."""
    given, to = statement.value, statement.targets[0]
    return (
        isinstance(given, ast.Name)
        and given.id in _ASKED
        and given.id not in module.__dict__
        and ast.unparse(to) == f"RNN.{given.id}"
        and _is_written(_method(module, given.id))
    )


def _is_written(method: object) -> bool:
    """Tell whether a method is a function of the submission, in whichever of its files, that does more than refuse."""
    return (
        isinstance(method, FunctionType)
        and method.__globals__.get("__name__") in modules.own
        and method.__code__.co_names != ("NotImplementedError",)
    )


def _is_stub(statement: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    """Tell whether a statement is a function that has nothing but a docstring and `raise NotImplementedError`."""
    if not isinstance(statement, ast.FunctionDef) or not isinstance(statement.body[-1], ast.Raise):
        return False
    raised, above = statement.body[-1].exc, statement.body[:-1]
    named = raised.func if isinstance(raised, ast.Call) else raised
    return (
        isinstance(named, ast.Name)
        and named.id == "NotImplementedError"
        and all(isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant) for s in above)
    )


def define(statement: ast.stmt) -> bool:
    """Tell whether a statement only defines: no loop, and no call but one that makes a value for a name."""
    if isinstance(statement, DEFINITIONS):
        return True
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return not any(isinstance(n, (ast.ListComp, ast.GeneratorExp)) for n in ast.walk(statement))
    return isinstance(statement, ast.Try) and all(define(s) for s in statement.body)


def future_flags(statement: ast.stmt) -> int:
    if not isinstance(statement, ast.ImportFrom) or statement.module != "__future__":
        return 0
    features = (getattr(__future__, alias.name, None) for alias in statement.names)
    return sum(f.compiler_flag for f in features if f is not None)
