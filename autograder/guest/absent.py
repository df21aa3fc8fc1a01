"""What importing from a file that is not here does to the names of a submission. Imported by the loader only.

Its names take no place of what stands above it, and its star brings what such files usually hold.
"""

from __future__ import annotations

import ast
import builtins
import importlib.util
import math
import sys
from types import ModuleType
from typing import Any

import numpy
import torch
import typing_extensions

from . import standins

_USUAL: dict[str, Any] = {
    "torch": torch,
    "nn": torch.nn,
    "F": torch.nn.functional,
    "optim": torch.optim,
    "np": numpy,
    "math": math,
    "device": torch.device("cpu"),
    "Tensor": torch.Tensor,
    "Module": torch.nn.Module,
}
_ASKED_OF_THE_STUDENT = frozenset({"RNN", "training_loss"})


def of_a_newer_python(tree: ast.Module) -> None:
    """Take from elsewhere what a newer Python's library has and this one's lacks, and leave what is imported with it.

    From typing_extensions, which torch brings, where that has it (`override` …); a stand-in otherwise (`batched` …).
    """
    for node in ast.walk(tree):
        for _, value in ast.iter_fields(node):
            if isinstance(value, list):
                value[:] = [part for item in value for part in _parts(item)]


def _parts(node: Any) -> list[Any]:
    """Return an import from Python's own library as one for each place that has what it asks for."""
    if not isinstance(node, ast.ImportFrom) or node.level or node.module in (None, "__future__"):
        return [node]
    places: dict[str, list[ast.alias]] = {}
    for alias in node.names:
        places.setdefault(_place(str(node.module), alias.name), []).append(alias)
    return [ast.copy_location(ast.ImportFrom(place, names, 0), node) for place, names in places.items()]


def _place(module: str, name: str) -> str:
    if name == "*" or module.partition(".")[0] not in sys.stdlib_module_names:
        return module
    try:
        if hasattr(importlib.import_module(module), name) or importlib.util.find_spec(f"{module}.{name}"):
            return module
    except Exception:  # no such module, or none that holds others
        if module not in sys.modules:
            return module
    return "typing_extensions" if hasattr(typing_extensions, name) else "newer_python"


def about_to_bind(module: ModuleType, statement: ast.stmt) -> dict[str, Any]:
    """Return what the names that a statement imports from elsewhere stand for until then, Python's own among them."""
    if not isinstance(statement, ast.ImportFrom):
        return {}
    names = (alias.asname or alias.name for alias in statement.names)
    known = {**vars(builtins), **module.__dict__}
    return {name: known[name] for name in names if name in known}


def after(module: ModuleType, statement: ast.stmt, before: dict[str, Any], tree: ast.Module) -> None:
    """Give names back to what a stand-in took them from; bind what a star of an absent file seems to bring.

    Args:
        before: what `about_to_bind` returned.
        tree: of the cell, whose names that nothing binds must come from the star.
    """
    for name, value in before.items():
        if isinstance(module.__dict__.get(name), standins.Inert):
            module.__dict__[name] = value
    if not isinstance(statement, ast.ImportFrom) or statement.names[0].name != "*":
        return
    if not isinstance(sys.modules.get(statement.module or ""), standins.InertModule):
        return
    for name, value in _USUAL.items():
        module.__dict__.setdefault(name, value)
    for name in _bound_by_nothing(tree) - module.__dict__.keys():
        module.__dict__[name] = standins.Inert(name)


def _bound_by_nothing(tree: ast.Module) -> set[str]:
    """Return the names that a cell reads and neither it nor Python itself binds."""
    nodes = list(ast.walk(tree))
    read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    bound |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    bound |= {n.asname or n.name.partition(".")[0] for n in nodes if isinstance(n, ast.alias)}
    bound |= {getattr(n, "name", None) or "" for n in nodes}
    return read - bound - _ASKED_OF_THE_STUDENT - set(dir(builtins))
