"""Bring a submission's source to life: statement by statement, in memory, under a name of its own.

Imported by the server only. What fails is reported and does not take the rest down; training left at top
level is cut short; `if __name__ == "__main__":` is not entered.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import linecache
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, TypeGuard

import numpy
import torch

from . import absent, devices, files, standins

MODULE = "rnn"
STATEMENT_CPU_S = 1.0
STATEMENT_WALL_S = 6.0
ALL_CPU_S = 2.0
TRACE_FRAMES = 6
_KEPT = frozenset(dir(builtins)) | {"RNN", "training_loss"}  # names that no stand-in may take
MAX_EARLY = 50  # definitions tried again at the end of every cell

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


class CutShort(BaseException):
    """A statement at top level took too long; BaseException, so that `except Exception` does not keep it."""


def describe(error: BaseException) -> dict[str, Any]:
    """Return {"type", "message", "line", "where", "trace"} of an exception, in words that may be hostile.

    "trace" has [file or cell, line, function] of the last student frames on the way, outermost first.
    """
    line = where = None
    frames: list[tuple[Any, Any, Any]] = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") == MODULE:
            code = trace.tb_frame.f_code
            line, where = trace.tb_lineno, code.co_filename
            frames = [*frames[-(TRACE_FRAMES - 1) :], (where, line, code.co_name)]
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and line is None:
        line, where = error.lineno, error.filename
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)[:600]
    except BaseException:
        message = ""
    return {
        "type": str(type.__getattribute__(type(error), "__name__"))[:100],
        "message": message.encode("utf-8", "replace").decode(),
        "line": line if isinstance(line, int) else None,
        "where": where[:100] if isinstance(where, str) else None,
        "trace": [[str(file)[:100], number, str(name)[:100]] for file, number, name in frames],
    }


def load(cells: list[dict[str, str]], mode: str) -> tuple[ModuleType, list[dict[str, Any]]]:
    """Execute the cells in a new module; return it and one report for each statement that did not run.

    Args:
        cells: [{"name", "source"}], in order.
        mode: "all" statements, or "definitions" (no loops or calls at top level, after a load that hung).
    """
    sys.argv = [f"{MODULE}.py"]  # what argparse would otherwise stumble over
    module = ModuleType(MODULE)
    module.__file__ = f"{MODULE}.py"
    sys.modules[MODULE] = module
    module.__dict__.update(get_ipython=standins.Inert("get_ipython"), display=standins.Inert("display"))
    reports: list[dict[str, Any]] = []
    early: list[
        tuple[dict[str, Any], ast.stmt, Any]
    ] = []  # definitions that stand above what they are made of
    flags, cpu_left = 0, ALL_CPU_S
    for cell in cells:
        name, source = cell["name"], cell["source"]
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            tree = compile(source, name, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
            reports.append({"cell": name, "kind": "syntax", **describe(error)})
            continue
        devices.on_processor(tree)
        absent.of_a_newer_python(tree)
        for statement in tree.body:
            if _is_main_guard(statement):
                continue
            if mode != "all" and not _defines(statement):
                _lose(module, statement)
                continue
            if _is_stub(statement) and callable(module.__dict__.get(statement.name)):
                continue  # the empty cell was left below the one that was written
            flags |= _future_flags(statement)
            spent: list[float] = []
            before = absent.about_to_bind(module, statement)
            try:
                code = compile(ast.Module([statement], []), name, "exec", flags, dont_inherit=True)
                with _time_limit(STATEMENT_CPU_S if cpu_left > 0 else 0.05) as spent:
                    exec(code, module.__dict__)
            except CutShort:
                reports.append({"cell": name, "kind": "cut", "line": statement.lineno})
                _lose(module, statement)
            except BaseException as error:
                reports.append({"cell": name, "kind": "raised", **describe(error)})
                if isinstance(error, NameError) and _defines(statement) and len(early) < MAX_EARLY:
                    early.append((reports[-1], statement, code))
                else:
                    _lose(module, statement)
            absent.after(module, statement, before, tree)
            if not isinstance(statement, _DEFINITIONS):
                cpu_left -= sum(spent)
        _define_late(module, early, reports)
    for _, statement, _ in early:
        _lose(module, statement)
    _define_late(module, early, reports)
    # nobody sees what is printed from now on: a tensor takes milliseconds in full, at every step of a training
    torch.set_printoptions(threshold=1, edgeitems=1)  # type: ignore[no-untyped-call]
    numpy.set_printoptions(threshold=1, edgeitems=1)
    torch.set_grad_enabled(True)  # an evaluation at the end of a script may have left gradients switched off
    return module, reports[:50]


def _lose(module: ModuleType, statement: ast.stmt) -> None:
    """Give inert values to the names that a failed statement would have made: of data that is not here, of options.

    A class whose defaults are read from the data is then still defined.
    """
    if isinstance(statement, _DEFINITIONS):
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id not in _KEPT:
            module.__dict__.setdefault(node.id, standins.Inert(node.id))


def _define_late(
    module: ModuleType, early: list[tuple[dict[str, Any], ast.stmt, Any]], reports: list[dict[str, Any]]
) -> None:
    """Execute again the definitions that missed a name, unless another took their place: cells are shuffled."""
    taken = set(module.__dict__)
    for tried in list(early):
        report, statement, code = tried
        if getattr(statement, "name", None) in taken:
            continue
        try:
            with _time_limit(STATEMENT_CPU_S):
                exec(code, module.__dict__)
        except BaseException:
            continue
        early.remove(tried)
        reports.remove(report)


@contextmanager
def _time_limit(cpu_s: float) -> Iterator[list[float]]:
    """Raise CutShort in the block after `cpu_s` of processor time; yields a list that gets the seconds spent."""
    spent: list[float] = []
    if not hasattr(signal, "setitimer"):
        yield spent
        return
    signal.signal(signal.SIGPROF, _cut)
    signal.signal(signal.SIGALRM, _cut)
    signal.setitimer(signal.ITIMER_PROF, cpu_s, 0.05)
    signal.setitimer(signal.ITIMER_REAL, STATEMENT_WALL_S, 0.05)
    try:
        yield spent
    finally:
        left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        spent.append(cpu_s - left)


def _cut(_signal: int, _frame: object) -> None:
    raise CutShort


def _is_main_guard(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.If) or not isinstance(statement.test, ast.Compare):
        return False
    names = [n.id for n in ast.walk(statement.test) if isinstance(n, ast.Name)]
    return names == ["__name__"] and isinstance(statement.test.ops[0], ast.Eq)


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


def _defines(statement: ast.stmt) -> bool:
    """Tell whether a statement only defines: no loop, and no call but one that makes a value for a name."""
    if isinstance(statement, _DEFINITIONS):
        return True
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return not any(isinstance(n, (ast.ListComp, ast.GeneratorExp)) for n in ast.walk(statement))
    return isinstance(statement, ast.Try) and all(_defines(s) for s in statement.body)


def _future_flags(statement: ast.stmt) -> int:
    if not isinstance(statement, ast.ImportFrom) or statement.module != "__future__":
        return 0
    features = (getattr(__future__, alias.name, None) for alias in statement.names)
    return sum(f.compiler_flag for f in features if f is not None)


def prepare() -> None:
    """Make missing imports, files and processors inert. Called once, before any student code."""
    standins.install()
    devices.install()
    files.install()
