"""What is asked of a guest, as values: sizes, models, and the ops that call them. Imported by the examiner."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.arrays import Array
from autograder.handle import Answer, ErrorText

from .drawing import Draws
from .verdict import Mismatch, mismatch

Op = dict[str, Any]
WIDE = 48
"""Of a dimension that is none of the lab's sizes."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of one question: length, batch, observation, state, output."""

    l: int = 3
    b: int = 2
    d: int = 4
    n: int = 5
    o: int = 3

    def only(self, names: str) -> dict[str, int]:
        """Return some of the sizes by their letters, for a message."""
        return {name: getattr(self, name) for name in names}


@dataclass(slots=True)
class Model:
    """A model of the student's class and the recipe by which it is made again after a guest was lost."""

    key: str
    sizes: Sizes
    scale: float | None
    draws: Draws
    as_made: bool = False  # its parameters stay in the precision that the student's constructor gave them
    generation: int = -1
    seed: int = 0  # of torch in the guest when the model is built
    parameters: dict[str, tuple[int, ...]] = field(default_factory=dict)
    frozen: Mapping[str, int] = field(default_factory=dict)  # numbers in each that is not trained
    values: dict[str, Array] = field(default_factory=dict)

    def spread(self, shape: tuple[int, ...]) -> float:
        """Return the standard deviation of a parameter's draws: its scale, less where a layer is wide.

        Layers of hundreds of units have weights of their fan-in's size; of others, scores would be hundreds apart.
        """
        assert self.scale is not None
        sizes = (self.sizes.d, self.sizes.n, self.sizes.o)
        wide = max((size for size in shape if size > WIDE and size not in sizes), default=1)
        return min(self.scale, 1.0 / math.sqrt(wide))


def asked_about(function: str, ops: Sequence[Op]) -> str:
    """Return what is lost where an answer does not come: a `forward` that its own step ends may do with another."""
    return f"{function} with a stand-in" if any("patch" in op for op in ops) else function


def call(model: Model | None, fn: str, *names: str, **options: Any) -> Op:
    """Return the op that calls a function on named arrays.

    Options: keep (key of the answer's tensors), grad (names that get gradients), patch, after.
    A name "own" stands for the model itself.
    """
    grad = options.pop("grad", ())
    args = [{"own": True} if n == "own" else {"array": n, "grad": n in grad} for n in names]
    return {"op": "call", "model": model.key if model else "", "fn": fn, "args": args, **options}


def sent(model: Model) -> list[str]:
    """Return the parameters whose gradients a guest sends."""
    sizes, room, names = {n: math.prod(s) for n, s in model.parameters.items()}, MOST_SENT, list[str]()
    for name in sorted(sizes, key=sizes.__getitem__):
        room -= sizes[name]
        if room >= 0:
            names.append(name)
    return [name for name in model.parameters if name in names]


def sweep(model: Model, fn: str, args: Sequence[str], names: Sequence[str], **options: Any) -> Op:
    """Return the op that calls a method with each row of "settings" as the named parameters, which keep the last.

    Options: partial (nan from where a call raises).
    """
    op: Op = {"op": "sweep", "model": model.key, "fn": fn, "args": list(args), "names": list(names)}
    return {**op, "settings": "settings", **options}


MOST_NUMBERS = 20_000
"""Of one parameter that is moved to and fro: at small sizes W_i, W_h, b_h and a decoder have tens; an embedding that
stands beside them unused has more, and stays as it is."""
MOST_SENT = 50_000
"""Of all gradients of parameters that a guest sends, the small ones first: others are known to be there."""


def assignment(model: Model, values: Mapping[str, Array], prefix: str = "p") -> tuple[Op, dict[str, Array]]:
    """Return the op that gives parameters new values, and its arrays, whose names begin with `prefix`."""
    names = {name: f"{prefix}{k}" for k, name in enumerate(values)}
    return {"op": "assign", "model": model.key, "values": names}, {names[n]: v for n, v in values.items()}


def where(error: ErrorText) -> dict[str, Any]:
    """Return a finding's arguments for what student code raised."""
    return {"error": str(error), "line": error.line, "cell": error.where}


def raised(function: str, answer: Answer, sizes: Mapping[str, int]) -> Mismatch:
    """Return the Mismatch of an answer that is an error: not attempted, ready-made, or raised."""
    error = answer.error
    assert error is not None
    if answer.ready_made:
        return mismatch("ready_made", function=function, name=answer.ready_made[0])
    if error.type == "NotImplementedError" and not error.by_torch:
        return mismatch("not_attempted", function=function)
    absent = rf"\bno (attribute '{function}'|function {function}$)"
    if error.type == "AttributeError" and re.search(absent, error.message):
        return mismatch("missing", function=function)
    return mismatch("raised", function=function, **where(error), sizes=dict(sizes))
