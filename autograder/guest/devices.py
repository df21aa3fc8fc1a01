"""A submission written for a GPU, on a machine without one: what it sends there stays. Imported by the loader only.

Which processor computes is no part of the lab; `.to("cuda")` or `.to("mps")` within a right step is no mistake.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

import torch

from . import standins

_CUDA = r"cuda(?::\d+)?"
_APPLE = r"mps(?::0)?"
_TENSORS = re.compile(r"torch\.cuda\.(\w+Tensor)")
_NUMBERED = re.compile(r"cuda:(?:\{\w*\}|%[ds])")
_DONE = (
    "set_device",
    "set_stream",
    "ipc_collect",
    "init",
    "set_per_process_memory_fraction",
    "reset_peak_memory_stats",
    "reset_max_memory_allocated",
    "reset_max_memory_cached",
    "reset_accumulated_memory_stats",
)
_COUNTED = (
    "memory_allocated",
    "max_memory_allocated",
    "memory_reserved",
    "max_memory_reserved",
    "memory_cached",
    "max_memory_cached",
    "utilization",
)
_INERT = (
    "Event",
    "Stream",
    "ExternalStream",
    "StreamContext",
    "stream",
    "device",
    "device_of",
    "current_stream",
    "default_stream",
    "get_device_name",
    "get_device_properties",
    "get_device_capability",
    "mem_get_info",
    "memory_stats",
    "memory_summary",
    "nvtx",
)


def install() -> None:
    """Where there is no GPU, let `.cuda()` and waiting for one do nothing, and its tensors be the processor's."""
    _compute_in_full()
    for name in ("synchronize", "empty_cache"):
        setattr(torch.mps, name, _stay)
    if torch.cuda.is_available():
        return
    for owner, name in ((torch.Tensor, "cuda"), (torch.nn.Module, "cuda"), (torch.cuda, "synchronize")):
        setattr(owner, name, _stay)
    for name in dir(torch.cuda):
        if name.endswith("Tensor") and hasattr(torch, name):
            setattr(torch.cuda, name, getattr(torch, name))
    for name in _DONE:
        setattr(torch.cuda, name, _doing_nothing())
    for name in _COUNTED:
        setattr(torch.cuda, name, _counting_nothing())
    for name in _INERT:
        setattr(torch.cuda, name, standins.Inert("cuda"))
    torch.cuda.current_device = lambda: torch.device("cpu")  # type: ignore[assignment, return-value]
    for kind in (torch.Tensor, torch.nn.Module):
        kind.to = _to_number(kind.to)  # type: ignore[method-assign]


def _compute_in_full() -> None:
    """Have autocast do nothing: on the processor it would round where a GPU's is asked for, and in float32 alone."""
    in_half = torch.autocast.__init__

    def in_full(itself: Any, device_type: str, dtype: Any = None, *_: Any, **__: Any) -> None:
        in_half(itself, device_type, dtype, enabled=False)

    torch.autocast.__init__ = in_full  # type: ignore[method-assign, assignment]


def _to_number(to: Callable[..., Any]) -> Callable[..., Any]:
    """Return a `to` that takes the number of a GPU as well."""

    @functools.wraps(to)
    def moved(itself: Any, *args: Any, **kwargs: Any) -> Any:
        if args and type(args[0]) is int:
            args = ("cpu", *args[1:])
        elif type(kwargs.get("device")) is int:
            kwargs["device"] = "cpu"
        return to(itself, *args, **kwargs)

    return moved


def _doing_nothing() -> Callable[..., Any]:
    """Return a new function each time: torch's compiler, which optimisers import, wants no two names for one."""
    return lambda *_, **__: None


def _counting_nothing() -> Callable[..., int]:
    return lambda *_, **__: 0


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
        case (
            ast.BinOp(left=ast.Constant(value=str(name)), op=ast.Mod())
            | ast.Call(func=ast.Attribute(value=ast.Constant(value=str(name)), attr="format"))
        ) if names.match("cuda") and _NUMBERED.fullmatch(name):
            pass
        case ast.keyword(arg="device", value=ast.Constant(value=int())) if names.match("cuda"):
            return ast.copy_location(
                ast.keyword("device", ast.copy_location(ast.Constant("cpu"), node)), node
            )
        case ast.Constant(value=str(name)) if names.match("cuda") and (found := _TENSORS.fullmatch(name)):
            return ast.copy_location(ast.Constant(f"torch.{found[1]}"), node)
        case _:
            return node
    return ast.copy_location(ast.Constant("cpu"), node)
