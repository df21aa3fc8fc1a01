"""What a stand-in is as a number, a truth or a text: nothing. Imported by the stand-ins only."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any

import torch

_OPERATORS = (
    "add sub mul truediv floordiv mod divmod pow matmul and or xor lshift rshift".split()  # noqa: SIM905
)
_DRAWN = ("normal_", "uniform_", "fill_", "exponential_", "log_normal_", "cauchy_", "bernoulli_", "copy_")
_MADE = ("from_numpy", "as_tensor", "tensor")


class Nothing:
    """Answer to arithmetic with itself, or with the tensor that is there; to comparisons with no; else with zero."""

    def _other(self, other: Any = None, *_: Any) -> Any:
        return other if isinstance(other, torch.Tensor) else self

    def _itself(self, *_: Any) -> Any:
        return self

    def _no(self, _other: Any) -> bool:
        return False

    def _zero(self) -> int:
        return 0

    __lt__ = __le__ = __gt__ = __ge__ = _no
    __int__ = __index__ = __trunc__ = __floor__ = __ceil__ = _zero
    __neg__ = __pos__ = __abs__ = __invert__ = __round__ = _itself

    def __bool__(self) -> bool:
        return False

    def __float__(self) -> float:
        return 0.0

    def __complex__(self) -> complex:
        return 0j

    def __format__(self, _spec: str) -> str:
        return ""


for _name in _OPERATORS:
    for _place in ("", "r", "i"):
        if (_place, _name) != ("i", "divmod"):
            setattr(Nothing, f"__{_place}{_name}__", Nothing._other)


def install() -> None:
    """Let weights be drawn, filled and copied from what is not here: they stay as they are, and are given others."""
    for name, function in list(vars(torch.nn.init).items()):
        if isinstance(function, FunctionType) and not name.startswith("_") and name != "calculate_gain":
            setattr(torch.nn.init, name, _unless_absent(function))
    for name in _DRAWN:
        setattr(torch.Tensor, name, _unless_absent(getattr(torch.Tensor, name)))
    for name in _MADE:
        setattr(torch, name, _unless_absent(getattr(torch, name)))


def _unless_absent(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that gives its first argument back where any of them is a stand-in."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        for value in args:
            if isinstance(value, Nothing):
                return args[0]
        for value in kwargs.values():
            if isinstance(value, Nothing):
                return args[0] if args else value
        return function(*args, **kwargs)

    return call
