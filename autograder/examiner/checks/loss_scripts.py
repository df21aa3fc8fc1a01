"""Questions to the loss about a model whose states come from a table. Imported by loss_routes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.arrays import Array

from .. import expected, guards
from ..questions import Op, Sizes
from ..student import Student

FN = "training_loss"
KINDS = ("classes", "observations")
SPECIAL = (
    ("far", Sizes(6, 2, 2, 3, 12)),
    ("whole", Sizes(4, 3, 4, 3, 4)),
    ("one-hot", Sizes(3, 4, 3, 3, 4)),
    ("from zero", Sizes(5, 1, 2, 3, 4)),
    ("perfect", Sizes(6, 4, 2, 3, 2)),
    ("itself", Sizes(4, 2, 4, 3, 4)),
    ("shares", Sizes(3, 4, 2, 3, 5)),
    ("apart", Sizes(6, 3, 2, 3, 5)),
    ("near", Sizes(4, 3, 2, 3, 4)),
)
"""Scripts of unusual values: scores and inputs far from zero and observations far off; padding, whole numbers, one
class alone; x, and observations, that look like classes; h_0 = 0; predictions without an error, classes nearly
certain; a sequence that is to predict itself; observations between 0 and 1;
scores far apart and observations thousands off; predictions that are nearly right."""


CERTAIN = 6.0
"""Least lead of a class that is nearly certain, in scores, and that of half of them: all losses are below 0.0025."""


@dataclass(frozen=True)
class Case:
    """One question to the loss, and what is right: H = [h_0 .. h_l] and the predictions of y_1 .. y_l."""

    sizes: Sizes
    kind: str
    arrays: dict[str, Array]
    op: Op
    predictions: Array  # (l, b, o)
    y: Array
    route: str
    model_key: str = ""

    @cached_property
    def want(self) -> float:
        """Return the right loss."""
        return expected.loss(self.predictions, self.y)

    @cached_property
    def guarded(self) -> tuple[Array, Array]:
        """Return the least and the greatest right loss for each band of guards against log 0."""
        return guards.losses(self.predictions, self.y)


def targets(student: Student, s: Sizes, kind: str, tag: str = "") -> Array:
    """Draw y: classes (l, b), or observations (l, b, o) that float32 holds exactly: `y.float()` is no mistake."""
    rng = student.draws.stream(f"loss y {s} {kind}{tag}")
    if kind == "classes":
        return rng.integers(0, s.o, (s.l, s.b))
    return rng.standard_normal((s.l, s.b, s.o)).astype(np.float32).astype(np.float64)


def turned(arrays: dict[str, Array], route: str) -> dict[str, Array]:
    if not route.endswith("turned"):
        return arrays
    return {k: np.ascontiguousarray(a.swapaxes(0, 1)) if k in ("x", "y") else a for k, a in arrays.items()}


def scripted(student: Student, route: str, s: Sizes, kind: str, tag: str = "") -> Case:
    """Draw one question about a scripted model; another tag, another draw."""
    rng = student.draws.stream(f"loss scripted {s} {kind}{tag}")
    x = rng.standard_normal((s.l, s.b, s.d))
    states = np.tanh(rng.standard_normal((s.l + 1, s.b, s.n)))
    weights = {
        "D": rng.standard_normal((s.n, s.o)),
        "e": rng.standard_normal(s.o),
        "A": rng.standard_normal((s.d, s.n)),
        "B": rng.standard_normal((s.d, s.n)),
        "C": rng.standard_normal((s.n, s.n)),
    }
    y = targets(student, s, kind, tag)
    _make_special(student, tag, x, states, weights, y)
    table = {"table_x": x, "states": states, **weights}
    names = {"x": "table_x", "states": "states", **{k: k for k in weights}}
    args: list[dict[str, Any]] = [
        {"scripted": names},
        {"array": "x"},
        {"array": "h0", "grad": True},
        {"array": "y"},
    ]
    op: Op = {"op": "call", "model": "", "fn": FN, "args": args, "keep": "g", "after": True}
    predictions = states[:-1] @ weights["D"] + weights["e"]
    return Case(
        s, kind, {**turned({"x": x, "h0": states[0], "y": y}, route), **table}, op, predictions, y, route
    )


def _make_special(
    student: Student, tag: str, x: Array, states: Array, weights: dict[str, Array], y: Array
) -> None:
    """Change a script that was drawn, in place, to what its tag says."""
    classes = y.dtype.kind == "i"
    if tag == "far":
        x *= 5.0
        weights["e"] += 25.0
        y[:] = np.arange(y.size).reshape(y.shape) if classes else np.rint(100.0 * y)
    elif tag == "whole":
        x[-2:, 0], x[1] = 0.0, 0.0
        y[:] = 0 if classes else np.rint(2.0 * y)
        y[-2:, 0], y[1] = 0, 0
    elif tag == "one-hot":
        x[:] = x == x.max(-1, keepdims=True)
        if not classes:
            y[:] = y == y.max(-1, keepdims=True)
    elif tag == "shares" and not classes:
        y[:] = (1.0 / (1.0 + np.exp(-y))).astype(np.float32)
    elif tag == "apart":
        weights["D"] *= 40.0 if student.dtype == "float64" else 8.0  # whose exponentials are still numbers
        if not classes:
            y *= 3000.0
    elif tag == "near":
        predictions = states[:-1] @ weights["D"] + weights["e"]
        y[:] = predictions.argmax(-1) if classes else (predictions + 0.005).astype(np.float32)
    elif tag == "from zero":
        states[0] = 0.0
    elif tag == "itself":
        x[:] = np.eye(x.shape[-1])[y] if classes else y
    elif tag == "perfect":
        predictions = states[:-1] @ weights["D"] + weights["e"]
        y[:] = predictions.argmax(-1) if classes else predictions.astype(np.float32)
        if classes:
            _make_certain(states, weights, predictions)


def _make_certain(states: Array, weights: dict[str, Array], predictions: Array) -> None:
    """Move states, in place, until the first of two classes leads by CERTAIN or more at each: all losses are small."""
    first, second = np.moveaxis(np.argsort(predictions, axis=-1)[..., :-3:-1], -1, 0)
    apart = weights["D"].T[first] - weights["D"].T[second]  # (l, b, n)
    lead = np.ptp(predictions, axis=-1, keepdims=True)
    least = np.median(lead)
    states[:-1] += np.maximum(least - lead, 0.0) / np.sum(apart**2, axis=-1, keepdims=True) * apart
    for name in ("D", "e"):
        weights[name] *= CERTAIN / least
