"""Gradients as the definition gives them, without differences of long computations. Imported by the checks.

A right step is known by its W_i, W_h and b_h, and by how they move along one direction of all parameters: small
differences of these are exact, as they are mostly linear in the parameters. Back-propagation and its transpose are
then recurrences in numpy over the student's own states, so that neither a long nor an unruly sequence blurs what
they give. In float64 alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..identify import Step
from ..questions import Sizes, call
from ..student import SLOPE_TOLERANCE, Student
from ..verdict import Mismatch, close, mismatch
from .common import tensor
from .moving import Moving, Question

LONG = Sizes(l=67, b=20, d=3, n=4, o=3)
"""Longer than one cuts back-propagation off after, and of as many sequences as a training has, which one may spare."""
SMALL = (1, 2)
"""Numbers of sequences of which gradients are asked, too: of as many the loss's are."""
LOUD = 30.0
"""Times as large a gradient comes from above the second time: one that is clipped shows."""
LAST = 1e-14
"""Of the largest gradient: what is less is lost in rounding."""


def exactly(exact: Callable[[], bool], differences: Callable[[], None]) -> None:
    """Check gradients exactly; by differences where that can't be done, or fails: these say whose gradient it is.

    Args:
        exact: returns False where nothing can be said, and raises a Mismatch where a gradient is wrong.
    """
    try:
        if exact():
            return
    except Mismatch:
        differences()
        raise
    differences()


def along(grads: Mapping[str, Array], directions: Mapping[str, Array]) -> float:
    """Return the slope along a direction of all parameters that gradients claim."""
    return sum(
        float(np.sum(claim * v))
        for n, v in directions.items()
        if (claim := grads.get(f"parameter:{n}")) is not None and claim.shape == v.shape
    )


def backwards(slopes: Array, step: Step, weights: Array) -> tuple[Array, Array]:
    """Return the gradients of sum(weights * states) with respect to x (l, b, d) and h_0 (b, n).

    Args:
        slopes: of the activation at each state, (l, b, n).
        weights: of the states, (l, b, n).
    """
    later, by_x = np.zeros_like(slopes[0]), []
    for slope, weight in zip(slopes[::-1], weights[::-1]):
        inner = (weight + later) * slope  # (b, n), of the sum within the activation
        by_x.append(inner @ step.W_i)
        later = inner @ step.W_h
    return np.stack(by_x[::-1]), later


def forwards(moving: Moving, x: Array, history: Array) -> Array:
    """Return the derivative of h_1 .. h_l along the direction; history is [h_0 .. h_l]."""
    step, slope = moving.step, moving.step_slope
    moved, found = np.zeros_like(history[0]), []
    for x_t, before, after in zip(x, history[:-1], history[1:]):
        inner = x_t @ slope.W_i.T + before @ slope.W_h.T + slope.b + moved @ step.W_h.T
        moved = (1 - after**2) * inner
        found.append(moved)
    return np.stack(found)


def hold(
    fn: str, name: str, claim: Array | float | None, right: Array | float, size: Array | float, off: float
) -> None:
    """Raise where a claim is further from what is right than a share `off` of `size`."""
    got, want = np.asarray(0.0 * np.asarray(right) if claim is None else claim), np.asarray(right)
    if got.shape != want.shape:
        raise mismatch("no_gradient", function=fn, name=name)
    error = np.abs(got - want)
    if np.all(error <= off * size + LAST * (1 + np.abs(want).max())):
        return
    if not np.any(got):
        raise mismatch("no_gradient", function=fn, name=name)
    worst = np.unravel_index(0 if np.any(np.isnan(error)) else int(np.argmax(error)), error.shape)
    raise mismatch(
        "wrong_gradient", function=fn, name=name, got=float(got[worst]), expected=float(want[worst])
    )


def hold_inputs(fn: str, grads: Mapping[str, Array], right: Mapping[str, Array], off: float) -> None:
    """Hold the gradients of x and h_0, each step's against its own size; where none comes, nothing trains them.

    What comes from far is small, and its being cut off would be lost beside the rest.
    """
    for name, want in right.items():
        claim = grads.get(f"input:{name}")
        if claim is not None and np.any(claim):
            claim = claim[: len(want)] if name == "x" and claim.ndim else claim
            hold(fn, name, claim, want, np.abs(want).max(axis=(-1, -2), keepdims=True), off)


def of_a_step(student: Student, s: Sizes) -> bool:
    """Check the gradients of a right step; False where they can't be known in this way.

    Raises:
        Mismatch: they are others, at the first call or at the second.
    """
    fn, model = "one_step", student.model(s)
    question = Question(student, model, "exact one_step", decoded=False)
    if student.dtype != "float64" or not model.parameters:
        return False
    rng = student.draws.stream("exact one_step arrays")
    sizes = np.repeat([[0.0], [1.0], [3.0]], (1, s.b - 2, 1), axis=0)  # a row of zeros, as padding is
    x, h = sizes * rng.standard_normal((s.b, s.d)), sizes[::-1] * rng.standard_normal((s.b, s.n))
    w = rng.standard_normal((s.b, s.n))
    asked = [(x, h, w), (one_hot(rng, x), 0 * h, LOUD * w)]  # the second as a training begins
    asked += [(x[-b:] + 0.5, h[:b] + 0.5, w[:b]) for b in SMALL]
    question.move_along()
    for k in range(len(asked)):
        question.ops.append(call(model, fn, f"x{k}", f"h{k}", keep="g", grad=(f"x{k}", f"h{k}")))
        question.ops.append({"op": "backward", "of": [["g", 0, f"w{k}"]], "model": model.key})
    question.ops.append({"op": "forget"})
    answers = question.ask(
        fn, {f"{name}{k}": a for k, arrays in enumerate(asked) for name, a in zip("xhw", arrays)}
    )
    if answers is None or question.leaves_out(answers):
        return False
    moving = question.moving(answers)
    if moving is None:
        return False
    off, slope = SLOPE_TOLERANCE["float64"], moving.step_slope
    for k, (x, h, cotangent) in enumerate(asked):
        answer, given = _answered(answers, k, len(asked))
        y = tensor(fn, answer, h.shape, {**s.only("dn"), "b": len(h)})
        if not close(y, moving.step(x, h), student.tolerance):
            return False
        inner = cotangent * (1 - y**2)
        by_h = inner @ moving.step.W_h
        hold(fn, "h", given.get("input:h"), by_h, np.abs(by_h).max(), off)
        if np.any(given.get("input:x", 0.0)):
            by_x = inner @ moving.step.W_i
            hold(fn, "x", given.get("input:x"), by_x, np.abs(by_x).max(), off)
        terms = inner * (x @ slope.W_i.T + h @ slope.W_h.T + slope.b)
        size = float(np.abs(terms).sum())
        hold(fn, "parameters", along(given, question.directions), float(terms.sum()), size, off)
    return True


def of_states(student: Student) -> bool:
    """Check the gradients of a right `forward` over many steps; False where they can't be known in this way.

    Raises:
        Mismatch: they are others.
    """
    try:
        return _of_states(student, LONG)
    except Mismatch as error:
        if error.finding.key != "hangs":
            raise
        student.forgive("forward")  # a loop over every number
        return _of_states(student, replace(LONG, b=2))


def _of_states(student: Student, s: Sizes) -> bool:
    """Of all states, and of the last alone. What it answers with other parameters is looked at, too."""
    fn = "forward"
    model = student.model(s, "long", 0.6)
    question = Question(student, model, "exact forward", decoded=False)
    if student.dtype != "float64" or not model.parameters:
        return False
    rng = student.draws.stream("exact forward arrays")
    x, h = rng.standard_normal((s.l, s.b, s.d)), rng.standard_normal((s.b, s.n))
    every = rng.standard_normal((s.l, s.b, s.n))
    last = np.concatenate([0 * every[:-1], LOUD * every[-1:]])
    asked = [(one_hot(rng, x), 0 * h, every), (x, h, last)]  # the first as a training is
    asked += [(x[: 2 + b, :b], h[:b], every[: 2 + b, :b]) for b in SMALL]
    question.move({n: v - d for (n, v), d in zip(model.values.items(), question.directions.values())})
    question.ops.append(call(model, fn, "few", "h1"))
    question.move_along()
    for k in range(len(asked)):
        question.ops.append(call(model, fn, f"x{k}", f"h{k}", keep="g", grad=(f"x{k}", f"h{k}")))
        question.ops.append({"op": "backward", "of": [["g", 0, f"w{k}"]], "model": model.key})
    question.ops.append({"op": "forget"})
    arrays = {f"{name}{k}": a for k, given in enumerate(asked) for name, a in zip("xhw", given)}
    answers = question.ask(fn, {"few": x[:5], **arrays})
    if answers is None:
        return False
    moving, other = question.moving(answers[3:]), question.shown(answers[:2])
    few = tensor(fn, answers[2], (5, s.b, s.n), {**s.only("bdn"), "l": 5})
    if moving is None or question.leaves_out(answers):
        return False
    if other is not None:
        _follow(other[0], x[:5], np.concatenate([h[None], few]))
    off = SLOPE_TOLERANCE["float64"]
    for k, (x, h, cotangent) in enumerate(asked):
        answer, given = _answered(answers, k, len(asked))
        states = tensor(fn, answer, cotangent.shape, {**s.only("dn"), "l": len(x), "b": len(h)})
        history = np.concatenate([h[None], states])
        _follow(moving.step, x, history)
        by_x, by_h = backwards(1 - states**2, moving.step, cotangent)
        hold_inputs(fn, given, {"x": by_x, "h": by_h}, off)
        terms = cotangent * forwards(moving, x, history)
        size = float(np.abs(terms).sum())
        hold(fn, "parameters", along(given, question.directions), float(terms.sum()), size, off)
    return True


def one_hot(rng: np.random.Generator, like: Array) -> Array:
    """Return symbols as a training has them, in the shape of some inputs (…, d)."""
    d = like.shape[-1]
    found: Array = np.eye(d)[rng.integers(0, d, like.shape[:-1])]
    return found


def _answered(answers: Sequence[Answer], k: int, count: int) -> tuple[Answer, dict[str, Array]]:
    """Return what a call of "x0" and "h0", "x1" and "h1", … answered, and its gradients, as those of "x" and "h".

    Args:
        count: how many such calls there are, each with its gradients; one op comes after them.
    """
    answer, given = answers[2 * (k - count) - 1], answers[2 * (k - count)]
    return answer, {
        n.removesuffix(str(k)) if n.startswith("input:") else n: g for n, g in given.grads.items()
    }


def _follow(step: Step, x: Array, history: Array) -> None:
    """Raise where states don't follow from one another by a step whose parameters were given a moment ago."""
    for t, (x_t, before, after) in enumerate(zip(x, history[:-1], history[1:]), start=1):
        want = step(x_t, before)
        if not close(after, want, SLOPE_TOLERANCE["float64"]):
            sizes = {"l": len(x), "b": x.shape[1], "d": x.shape[2], "n": history.shape[2]}
            shown = {"got": np.round(after, 4), "expected": np.round(want, 4)}
            raise mismatch("forward.value", step=t, **shown, sizes=sizes)
