"""What a guest's answer may look like: every field of it is checked here before anyone reads it.

Imported within the handle and, for its nouns, by the examiner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.arrays import MAX_DIMS, Array
from autograder.words.plain import plain

_KINDS = frozenset({"tensor", "ndarray", "number", "list", "tuple", "none", "other"})


class Malformed(Exception):
    """An answer has not the form that was agreed: the guest is to blame."""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What student code raised, made harmless to show."""

    type: str
    message: str
    line: int | None
    where: str | None
    by_torch: bool = False  # a NotImplementedError of torch's own, for a dtype or layout, and not a stub's

    def __str__(self) -> str:
        return f"{self.type}: {self.message}" if self.message else self.type


@dataclass(frozen=True, slots=True)
class Value:
    """A value that student code returned. `array` is None for what has no plain numbers."""

    kind: str
    array: Array | None = None
    dtype: str = ""
    shape: tuple[int, ...] = ()
    requires_grad: bool = False
    items: tuple[Value, ...] = ()
    type: str = ""

    def leaves(self) -> tuple[Value, ...]:
        """Return the tensors in it, in the order in which the guest keeps them."""
        if self.kind == "tensor":
            return (self,)
        return tuple(leaf for item in self.items for leaf in item.leaves())


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one op."""

    error: ErrorText | None = None
    value: Value | None = None
    after: tuple[Value, ...] = ()
    grads: Mapping[str, Array] = field(default_factory=dict)
    parameters: Mapping[str, Value] = field(default_factory=dict)
    frozen: Mapping[str, int] = field(default_factory=dict)  # numbers in what is registered and not trained
    losses: Value | None = None
    ready_made: tuple[str, ...] = ()
    unknown_calls: int = 0
    backward_inside: bool = False  # whether a call left gradients
    unsent: tuple[str, ...] = ()  # gradients that are not zero and have too many numbers to be sent
    raw: Mapping[str, Any] = field(default_factory=dict)


def decode(
    message: Mapping[str, Any], arrays: Mapping[str, Array], ops: Sequence[Mapping[str, Any]]
) -> list[Answer]:
    """Return one Answer for each op that was answered; only the last may be an error.

    Raises:
        Malformed: anything that the guest's own code would not have sent.
    """
    results = message.get("results")
    if not isinstance(results, list) or not 0 < len(results) <= len(ops):
        raise Malformed("results")
    answers = [_answer(r, arrays) for r in results]
    if len(answers) < len(ops) and answers[-1].error is None:
        raise Malformed("ops left unanswered")
    for op, answer in zip(ops, answers):
        owed = {"call": answer.value, "sweep": answer.value, "train": answer.losses}.get(op["op"], answer)
        if answer.error is None and owed is None:
            raise Malformed("neither a value nor an error")
    if any(answer.error is not None for answer in answers[:-1]):
        raise Malformed("answers after an error")
    return answers


def _answer(result: object, arrays: Mapping[str, Array]) -> Answer:
    if not isinstance(result, dict):
        raise Malformed("result")
    if len(result) == 1 and "value" in result:  # as nearly all are
        return Answer(value=_value(result["value"], arrays), raw=result)
    grads = _mapping(result.get("grads", {}))
    unknown = result.get("unknown_calls", 0)
    return Answer(
        error=_error(result["error"]) if "error" in result else None,
        value=_value(result["value"], arrays) if "value" in result else None,
        after=tuple(_value(v, arrays) for v in _list(result.get("after", []))),
        grads={name: _array(_value(v, arrays)) for name, v in grads.items()},
        parameters={_name(p): _value(p, arrays) for p in _list(result.get("parameters", []))},
        frozen=_counts(result.get("frozen", {})),
        losses=_value(result["losses"], arrays) if "losses" in result else None,
        ready_made=strings(result.get("ready_made", [])),
        backward_inside=result.get("backward_inside") is True,
        unsent=strings(result.get("unsent", [])),
        unknown_calls=unknown if isinstance(unknown, int) else 1,
        raw=result,
    )


def strings(value: object, limit: int = 50) -> tuple[str, ...]:
    """Return a list of short strings, made harmless."""
    return tuple(plain(v, 100) for v in _list(value)[:limit] if isinstance(v, str))


def _counts(value: object, limit: int = 50) -> dict[str, int]:
    found = list(_mapping(value).items())[:limit]
    return {plain(str(name), 100): count for name, count in found if isinstance(count, int)}


def error_text(value: object) -> ErrorText:
    """Return an error as a guest describes it, made harmless."""
    return _error(value)


def _error(value: object) -> ErrorText:
    found = _mapping(value)
    line, where = found.get("line"), found.get("where")
    return ErrorText(
        plain(str(found.get("type", "Exception")), 60),
        plain(str(found.get("message", "")), 300),
        line if isinstance(line, int) and 0 < line < 10**6 else None,
        plain(where, 60) if isinstance(where, str) else None,
        found.get("by_torch") is True,
    )


def _value(value: object, arrays: Mapping[str, Array], depth: int = 0) -> Value:
    found = _mapping(value)
    kind = found.get("kind")
    if kind not in _KINDS or depth > 4:
        raise Malformed("kind of value")
    if kind in ("list", "tuple"):
        items = tuple(_value(v, arrays, depth + 1) for v in _list(found.get("items")))
        return Value(kind, items=items)
    if kind == "ndarray":
        inner = _value(found.get("of"), arrays, depth + 1)
        return Value(kind, inner.array, inner.dtype, inner.shape, type=plain(str(found.get("type", "")), 40))
    if kind in ("none", "other"):
        return Value(kind, type=plain(str(found.get("type", "NoneType")), 60))
    array = None
    if "array" in found:
        array = arrays.get(str(found["array"]))
        if array is None:
            raise Malformed("array that is not there")
    if kind == "number":
        if array is None or array.shape != ():
            raise Malformed("number")
        return Value(kind, array, type=plain(str(found.get("type", "float")), 40))
    shape = tuple(_list(found.get("shape")))
    if len(shape) > MAX_DIMS or not all(type(n) is int and 0 <= n <= 1 << 40 for n in shape):
        raise Malformed("shape")
    if array is not None and array.shape != shape:
        raise Malformed("shape")
    dtype = plain(str(found.get("dtype", "")), 20)
    return Value("tensor", array, dtype, shape, found.get("requires_grad") is True)


def _array(value: Value) -> Array:
    if value.array is None or not np.issubdtype(value.array.dtype, np.floating):
        raise Malformed("gradient")
    return value.array


def _name(value: object) -> str:
    name = _mapping(value).get("name")
    if not isinstance(name, str) or len(name) > 300:
        raise Malformed("name")
    return name


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed("not an object")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > 4096:
        raise Malformed("not a bounded list")
    return value
