"""Bring a submission's source to life: statement by statement, in memory, under a name of its own.

Imported by the server only. What fails is reported and does not take the rest down; training left at top
level is cut short; `if __name__ == "__main__":` is not entered.
"""

from __future__ import annotations

import ast
import builtins
import dis
import functools
import itertools
import linecache
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import numpy
import torch

from . import absent, devices, fallbacks, files, modules, outside, standins, statements

Run = Callable[[], None]

MODULE = modules.MODULE
STATEMENT_CPU_S = 1.0
STATEMENT_WALL_S = 6.0
ALL_CPU_S = 2.0
TRACE_FRAMES = 6
_RAISE = dis.opmap["RAISE_VARARGS"]
_print = print  # a process may load several programs
_KEPT = frozenset(dir(builtins)) | {"RNN", "training_loss"}  # names that no stand-in may take
MAX_EARLY = 50  # definitions tried again at the end of every cell


class CutShort(BaseException):
    """A statement at top level took too long; BaseException, so that `except Exception` does not keep it."""


def describe(error: BaseException) -> dict[str, Any]:
    """Return {"type", "message", "line", "where", "trace", "by_torch"} of an exception, in words that may be hostile.

    "trace" has [file or cell, line, function] of the last student frames on the way, outermost first; "by_torch" tells
    a NotImplementedError of torch's, for a dtype or a layout that it has no kernel for, from a stub's.
    """
    line = where = None
    frames: list[tuple[Any, Any, Any]] = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") in modules.own:
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
        "by_torch": isinstance(error, NotImplementedError) and not _raised_by_a_statement(error, message),
    }


def _raised_by_a_statement(error: BaseException, message: str) -> bool:
    """Tell whether `raise` stands where an exception comes from: not in C, nor in torch but for a missing `forward`."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or trace.tb_frame.f_code.co_code[trace.tb_lasti] != _RAISE:
        return False
    root = str(trace.tb_frame.f_globals.get("__name__")).partition(".")[0]
    return root != "torch" or message.startswith("Module [")


def load(cells: list[dict[str, str]], mode: str) -> tuple[ModuleType, list[dict[str, Any]]]:
    """Execute the cells in a new module; return it and one report for each statement that did not run.

    Args:
        cells: [{"name", "source", "module"}], in order; "module" is the name of a file that the graded one imports,
            "./" and its path where it is not imported but opened.
        mode: "all" statements, or "definitions" (no loops or calls at top level, after a load that hung).
    """
    sys.argv = [f"{MODULE}.py"]  # what argparse would otherwise stumble over
    graded = modules.main()
    reports: list[dict[str, Any]] = []
    cpu_left = ALL_CPU_S
    for cell in cells:
        if cell["name"].endswith(".py"):
            opened = cell.get("module", "").removeprefix("./")
            path = opened if opened.endswith(".py") else cell["name"]
            if opened:
                files.beside.append(path)
            files.handed_in[path if opened else graded.__dict__["__file__"]] = _as_opened(cell["source"])
    for name, group in itertools.groupby(cells, key=lambda cell: cell.get("module", "")):
        its = list(group)
        if name.startswith("./"):
            continue
        module = modules.module_of(name, graded, its[0]["name"].endswith("__init__.py"))
        if module is not None:
            cpu_left = _run(module, its, mode, reports, cpu_left)
    modules.close_circles()
    # nobody sees what is printed from now on: a tensor takes milliseconds, at every step of a training
    builtins.print = _unseen(_print)
    torch.set_printoptions(threshold=1, edgeitems=1)  # type: ignore[no-untyped-call]
    numpy.set_printoptions(threshold=1, edgeitems=1)
    torch.autograd.set_detect_anomaly(
        False
    )  # it writes down where each operation was asked for: five times as slow
    torch.set_grad_enabled(True)  # an evaluation at the end of a script may have left gradients switched off
    return graded, reports[:50]


def _unseen(real: Callable[..., None]) -> Callable[..., None]:
    """Return `print` without the making of a text that nobody sees; into a file or a buffer it is made."""

    def quiet(*values: Any, sep: Any = " ", end: Any = "\n", file: Any = None, flush: bool = False) -> None:
        target = sys.stdout if file is None else file
        if target is not sys.__stdout__ and target is not sys.__stderr__:
            real(*values, sep=sep, end=end, file=file, flush=flush)

    return quiet


def _as_opened(source: str) -> str:
    """Return a script as it is read by a program that executes it itself: written for no GPU either."""
    if "cuda" not in source and "mps" not in source:
        return source
    try:
        tree = ast.parse(source)
        devices.on_processor(tree)
        return ast.unparse(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return source


def _run(
    module: ModuleType, cells: list[dict[str, str]], mode: str, reports: list[dict[str, Any]], cpu_left: float
) -> float:
    """Execute the cells of one file; return what is left of the time for all of them."""
    early: list[
        tuple[dict[str, Any], ast.stmt, Run]
    ] = []  # definitions that stand above what they are made of
    flags = 0
    for cell in cells:
        name, source = cell["name"], cell["source"]
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            tree = statements.parse(source, name, flags)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
            reports.append({"cell": name, "kind": "syntax", **describe(error)})
            continue
        modules.make_absolute(tree, module)
        devices.on_processor(tree)
        absent.of_a_newer_python(tree)
        fallbacks.note(tree, name)
        for statement in statements.of(tree, of_notebook=name.startswith("cell ")):
            if statements.is_main_guard(statement):
                _lose(module, statement)  # what only a script sets: a default may be read from it
                continue
            if mode != "all" and not statements.define(statement):
                _lose(module, statement)
                continue
            if statements.is_left_below(module, statement):
                continue
            flags |= statements.future_flags(statement)
            spent: list[float] = []
            before = absent.about_to_bind(module, statement)
            run = functools.partial(statements.execute, statement, name, flags, module)
            try:
                with _time_limit(STATEMENT_CPU_S if cpu_left > 0 else 0.05) as spent:
                    run()
            except CutShort:
                reports.append({"cell": name, "kind": "cut", "line": statement.lineno})
                _lose(module, statement)
            except BaseException as error:
                reports.append({"cell": name, "kind": "raised", **describe(error)})
                if isinstance(error, NameError) and statements.define(statement) and len(early) < MAX_EARLY:
                    early.append((reports[-1], statement, run))
                else:
                    _lose(module, statement)
            absent.after(module, statement, before, tree)
            if not isinstance(statement, statements.DEFINITIONS):
                cpu_left -= sum(spent)
        _define_late(module, early, reports)
    for _, statement, _ in early:
        _lose(module, statement)
    _define_late(module, early, reports)
    return cpu_left


def _lose(module: ModuleType, statement: ast.stmt) -> None:
    """Give inert values to the names that a failed statement would have made: of data that is not here, of options.

    A class whose defaults are read from the data is then still defined.
    """
    if isinstance(statement, statements.DEFINITIONS):
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id not in _KEPT:
            module.__dict__.setdefault(node.id, standins.named(node.id))


def _define_late(
    module: ModuleType, early: list[tuple[dict[str, Any], ast.stmt, Run]], reports: list[dict[str, Any]]
) -> None:
    """Execute again the definitions that missed a name, unless another took their place: cells are shuffled."""
    taken = set(module.__dict__)
    for tried in list(early):
        report, statement, run = tried
        if getattr(statement, "name", None) in taken:
            continue
        try:
            with _time_limit(STATEMENT_CPU_S):
                run()
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


def prepare() -> None:
    """Make missing imports, files and processors inert. Called once, before any student code."""
    standins.install()
    devices.install()
    files.install()
    outside.install()
