"""What packages that are not here do to a class: add_to_class, patch, store_attr, save_hyperparameters.

Imported by the stand-ins only. The first is d2l's, the next two are fastcore's, the last is d2l's and Lightning's.

A method that is put into the class by one of them would be lost otherwise, and all that calls it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import FrameType, FunctionType
from typing import Any


class Kept(dict[str, Any]):
    """The arguments that a constructor kept, as items and as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def decorated(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """Return what a call of an absent function of this name gives, or None where it does nothing known."""
    if name == "add_to_class" and len(args) == 1 and isinstance(args[0], type):
        return lambda function: _put(args[0], function)
    if name in ("patch", "patch_to") and len(args) == 1:
        if isinstance(args[0], type):
            return lambda function: _put(args[0], function)
        if isinstance(args[0], FunctionType):
            return _patched(args[0], kwargs)
    return None


def _put(owner: type, function: Callable[..., Any]) -> Callable[..., Any]:
    setattr(owner, function.__name__, function)
    return function


def _patched(function: FunctionType, options: Mapping[str, Any]) -> FunctionType:
    """Put a function into the class that its first argument is annotated with."""
    owner = next(iter(function.__annotations__.values()), None)
    owner = function.__globals__.get(owner) if isinstance(owner, str) else owner
    if isinstance(owner, type):
        as_property = options.get("as_prop") is True
        setattr(owner, function.__name__, property(function) if as_property else function)
    return function


def arguments(frame: FrameType) -> Kept:
    """Return the arguments of the constructor in whose frame they are to be kept, without the object itself."""
    names, _, more, values = inspect.getargvalues(frame)
    given = {**{name: values[name] for name in names[1:] if name in values}, **values.get(more or "", {})}
    return Kept(given)


def store_attributes(frame: FrameType) -> None:
    """Set the arguments of a constructor as attributes of its object."""
    values = inspect.getargvalues(frame)
    if values.args:
        for name, value in arguments(frame).items():
            setattr(values.locals[values.args[0]], name, value)
