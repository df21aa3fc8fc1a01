"""What importing from a file that is not here does to the names of a submission. Imported by the loader only.

Its names take no place of what stands above it, and its star brings what such files usually hold.
"""

from __future__ import annotations

import ast
import builtins
import math
import sys
import typing
from types import ModuleType
from typing import Any

import numpy
import torch

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
    """Take what the typing of a newer Python has (`override` …) from typing_extensions, which torch brings."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.module != "typing":
            continue
        if not all(alias.name == "*" or hasattr(typing, alias.name) for alias in node.names):
            node.module = "typing_extensions"


def about_to_bind(module: ModuleType, statement: ast.stmt) -> dict[str, Any]:
    """Return what the names that a statement imports from elsewhere stand for until then."""
    if not isinstance(statement, ast.ImportFrom):
        return {}
    names = (alias.asname or alias.name for alias in statement.names)
    return {name: module.__dict__[name] for name in names if name in module.__dict__}


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
