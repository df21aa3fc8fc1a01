"""A submission written for a GPU, on a machine without one: what it sends there stays. Imported by the loader only.

Which processor computes is no part of the lab; `.to("cuda")` or `.to("mps")` within a right step is no mistake.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import torch

_CUDA = r"cuda(?::\d+)?"
_APPLE = r"mps(?::0)?"


def install() -> None:
    """Where there is no GPU, let `.cuda()` and waiting for one do nothing, and its tensors be the processor's."""
    for name in ("synchronize", "empty_cache"):
        setattr(torch.mps, name, _stay)
    if torch.cuda.is_available():
        return
    for owner, name in ((torch.Tensor, "cuda"), (torch.nn.Module, "cuda"), (torch.cuda, "synchronize")):
        setattr(owner, name, _stay)
    for name in dir(torch.cuda):
        if name.endswith("Tensor") and hasattr(torch, name):
            setattr(torch.cuda, name, getattr(torch, name))


def _stay(itself: Any = None, *_: Any, **__: Any) -> Any:
    return itself


def on_processor(tree: ast.Module) -> None:
    """Turn "cuda", "cuda:0", f"cuda:{gpu}" and "mps" into "cpu" where they are a value; never where they are compared.

    Apple's GPU is done without even where there is one: it knows no float64, in which most questions are asked.
    """
    names = re.compile(_APPLE if torch.cuda.is_available() else f"{_CUDA}|{_APPLE}")
    kept = {id(node) for node in _compared(tree)}
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list):
                value[:] = [_cpu(item, names) if id(item) not in kept else item for item in value]
            elif id(value) not in kept:
                setattr(node, field, _cpu(value, names))


def _compared(tree: ast.Module) -> Iterator[Any]:
    """Yield what only tells one name from another: an operand or an element of one, a pattern, a key."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                for operand in (node.left, *node.comparators):
                    yield operand
                    yield from getattr(operand, "elts", ())
            case ast.MatchValue():
                yield node.value
            case ast.Dict():
                yield from node.keys
            case ast.Subscript():
                yield node.slice


def _cpu(node: Any, names: re.Pattern[str]) -> Any:
    """Return a node, or "cpu" in place of one that is the name of a GPU."""
    match node:
        case ast.Constant(value=str(name)) if names.fullmatch(name):
            pass
        case ast.JoinedStr(values=[ast.Constant(value="cuda:"), ast.FormattedValue()]) if names.match("cuda"):
            pass
        case ast.BinOp(left=ast.Constant(value="cuda:"), op=ast.Add()) if names.match("cuda"):
            pass
        case _:
            return node
    return ast.copy_location(ast.Constant("cpu"), node)
