"""What packages that are not here do to a class: add_to_class, patch, store_attr, save_hyperparameters, define, Field.

And what icecream's `ic` gives back, which prints its arguments.

Imported by the stand-ins only. The first is d2l's, the next two are fastcore's, the fourth is d2l's and Lightning's,
the last are those of attrs and pydantic.

A method that is put into the class by one of them would be lost otherwise, and all that calls it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import FrameType, FunctionType
from typing import Any

_RECORDS = frozenset({"define", "mutable", "frozen", "s", "attrs", "dataclass"})
_FIELDS = frozenset({"Field", "field", "ib", "attrib"})


class Kept(dict[str, Any]):
    """The arguments that a constructor kept, as items and as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def decorated(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """Return what a call of an absent function of this name gives, or None where it does nothing known."""
    if name == "ic" and args and not kwargs:
        return args[0] if len(args) == 1 else args
    if name in _RECORDS and len(args) == 1 and isinstance(args[0], type):
        return _record(args[0])
    if name in _FIELDS and (default := _default(args, kwargs)) is not None:
        return default
    if name == "add_to_class" and len(args) == 1 and isinstance(args[0], type):
        return lambda function: _put(args[0], function)
    if name in ("patch", "patch_to") and len(args) == 1:
        if isinstance(args[0], type):
            return lambda function: _put(args[0], function)
        if isinstance(args[0], FunctionType):
            return _patched(args[0], kwargs)
    return None


def _default(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """Return the value that a field of a record has unless it is given another, or None."""
    factory = kwargs.get("default_factory", kwargs.get("factory"))
    if callable(factory):
        return factory()
    default = kwargs.get("default", args[0] if args else ...)
    return None if default is ... else default


def _record(owner: type) -> type:
    """Give a class a constructor that takes its annotated fields, in their order, as attrs and pydantic write one."""
    if "__init__" in vars(owner):
        return owner
    above = getattr(owner.__init__, "__signature__", None)  # type: ignore[misc]
    inherited = list(above.parameters)[1:] if isinstance(above, inspect.Signature) else []
    fields = dict.fromkeys([*inherited, *inspect.get_annotations(owner)])

    def __init__(self: Any, *args: Any, **given: Any) -> None:
        getattr(self, "__attrs_pre_init__", _nothing)()
        for name, value in {**dict(zip(fields, args)), **given}.items():
            setattr(self, name, value)
        for after in ("__attrs_post_init__", "__post_init__"):
            getattr(self, after, _nothing)()

    parameter, kind = inspect.Parameter, inspect.Parameter.POSITIONAL_OR_KEYWORD
    taken = [parameter(name, kind, default=getattr(owner, name, parameter.empty)) for name in fields]
    taken.sort(key=lambda p: p.default is not p.empty)
    __init__.__signature__ = inspect.Signature([parameter("self", kind), *taken])  # type: ignore[attr-defined]
    owner.__init__ = __init__  # type: ignore[misc]
    return owner


def _nothing() -> None: ...


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
