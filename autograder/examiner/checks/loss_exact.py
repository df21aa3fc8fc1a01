"""The loss of the student's own network over many steps: its value and gradients, exactly. Imported by its checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from .. import expected, guards
from ..questions import Op, Sizes, call
from ..student import SLOPE_TOLERANCE, Student
from ..verdict import Mismatch, close, mismatch
from . import exact
from .exact import along, backwards, forwards, hold, hold_inputs, one_hot
from .moving import Moving, Question
from .settings import numbers

FN = "training_loss"
LONG = replace(exact.LONG, b=2)
"""Of few sequences: what guards there may be is looked for at each prediction."""
FEW = replace(LONG, l=5)
"""What is asked with other parameters, and as a training is: from zero, about symbols."""
TOLD = 3
"""Observations at the end that are not what is predicted: all that is sent back comes from there, and goes far."""
Factor = Callable[[Sizes], float]
"""What a loss is of the mean, at given sizes."""


@dataclass(frozen=True, slots=True)
class Unrolled:
    """A network and a sequence of states that it gave: x (l, b, d), [h_0 .. h_l], and y of each kind."""

    moving: Moving
    x: Array
    history: Array
    predictions: Array  # of y_1 .. y_l
    y: dict[str, Array]


def of_the_own_network(student: Student, factors: Mapping[str, Factor]) -> bool:
    """Check losses and gradients of a right network with an affine decoder; False where they can't be known.

    Args:
        factors: kinds of losses, with got / expected of their values.

    Raises:
        Mismatch: a loss or a gradient is another.
    """
    if student.dtype != "float64":
        return False
    found = student.once(f"unrolled {LONG}", lambda: unrolled(student))
    if found is None:
        return False
    model = student.model(LONG, "long", 0.6)
    question = Question(student, model, "exact loss", decoded=True)
    question.move({n: v - found.moving.directions[n] for n, v in model.values.items()}, shown=False)
    question.ops += [call(model, "decode", "zero"), call(model, "forward", "few x", "zero", keep="f")]
    question.ops.append(_decode_kept(model.key))
    question.ops += [call(model, FN, "own", "few x", "zero", f"few {kind}") for kind in factors]
    question.move(model.values, shown=False)
    for kind in factors:
        question.ops.append(call(model, FN, "own", "x", "h0", kind, keep=kind, grad=("x", "h0")))
        question.ops.append({"op": "backward", "of": [[kind, 0, None]], "model": model.key})
    question.ops.append({"op": "forget"})
    arrays = {"x": found.x, "h0": found.history[0], **found.y}
    few = {f"few {name}": a[: FEW.l] for name, a in found.y.items()}
    few |= {
        "few x": one_hot(student.draws.stream("few symbols"), found.x[: FEW.l]),
        "zero": 0 * found.history[0],
    }
    answers = question.ask(FN, {**arrays, **few})
    if answers is None or question.leaves_out(answers):
        return False
    first, later = numbers(answers[1], (FEW.b, FEW.o)), numbers(answers[3], (FEW.l, FEW.b, FEW.o))
    if first is None or later is None:
        return False
    predictions = np.concatenate([first[None], later[:-1]])
    long = answers[-1 - 2 * len(factors) : -1]
    for k, (kind, factor) in enumerate(factors.items()):
        y = found.y[kind]
        _hold_value(student, kind, answers[4 + k], predictions, y[: FEW.l], FEW, factor)
        _hold_value(student, kind, long[2 * k], found.predictions, y, LONG, factor)
        _hold_gradients(kind, long[2 * k + 1].grads, found, factor(LONG), _number(long[2 * k]))
    return True


def unrolled(student: Student) -> Unrolled | None:
    """Return the network with its states, and what its loss is asked about; None where it can't be known."""
    s, model = LONG, student.model(LONG, "long", 0.6)
    if not student.ready(model).parameters:
        return None
    rng = student.draws.stream("exact loss arrays")
    x, h0 = rng.standard_normal((s.l, s.b, s.d)), rng.standard_normal((s.b, s.n))
    question = Question(student, model, "exact loss", decoded=True)
    question.move_along()
    question.ops.append(call(model, "forward", "x", "h0", keep="f"))
    question.ops += [_decode_kept(model.key), {"op": "forget"}]
    answers = question.ask("decode", {"x": x, "h0": h0})
    if answers is None:
        return None
    moving = question.moving(answers)
    states = numbers(answers[-3], (s.l, s.b, s.n))
    decoded = numbers(answers[-2], (s.l, s.b, s.o))
    if moving is None or moving.decoder is None or states is None or decoded is None:
        return None
    if not close(decoded, moving.decoder(states), student.tolerance):
        return None
    history = np.concatenate([h0[None], states])
    predictions = moving.decoder(history[:-1])
    observations = predictions.copy()
    observations[-TOLD:] = rng.standard_normal((TOLD, s.b, s.o))
    y = {
        "classes": rng.integers(0, s.o, (s.l, s.b)),
        "observations": observations.astype(np.float32).astype(np.float64),
    }
    return Unrolled(moving, x, history, predictions, y)


def _decode_kept(key: str) -> Op:
    return {"op": "call", "model": key, "fn": "decode", "args": [{"keep": ["f", 0]}]}


def _number(answer: Answer) -> float | None:
    """Return a loss; None where it is not one number, as it was when that was asked for."""
    got = None if answer.value is None else answer.value.array
    return None if got is None or got.size != 1 else float(got.reshape(-1)[0])


def _hold_value(
    student: Student, kind: str, answer: Answer, predictions: Array, y: Array, s: Sizes, factor: Factor
) -> None:
    value, want = _number(answer), expected.loss(predictions, y) * factor(s)
    if value is None:
        got = [] if answer.value is None else list(answer.value.shape)
        raise mismatch("training_loss.not_scalar", got=got)
    least, greatest = (bound * factor(s) for bound in guards.losses(predictions, y))
    nearest = np.clip(value, least, greatest)  # of each band of guards
    # each by itself, as any number is within a tolerance that is relative to infinity
    if not any(close(np.asarray(value), one, student.tolerance) for one in nearest):
        shown = {"kind": kind, "got": value, "expected": want, "sizes": s.only("lbno")}
        raise mismatch("training_loss.value", **shown, ratio=value / want if want else None, ratio_is=None)


def _hold_gradients(
    kind: str, grads: Mapping[str, Array], found: Unrolled, factor: float, value: float | None
) -> None:
    y = found.y[kind]
    off = SLOPE_TOLERANCE["float64"] + guards.slack(found.predictions, y)
    plain, *guarded = guards.slopes(found.predictions, y, np.inf if value is None else value / factor)
    try:
        _hold_to(plain * factor, grads, found, off)
    except Mismatch:
        if not any(_agree_with(slope * factor, grads, found, off) for slope in guarded):
            raise


def _agree_with(slope: Array, grads: Mapping[str, Array], found: Unrolled, off: float) -> bool:
    try:
        _hold_to(slope, grads, found, off)
    except Mismatch:
        return False
    return True


def _hold_to(slope: Array, grads: Mapping[str, Array], found: Unrolled, off: float) -> None:
    """Raise where gradients are not those of a loss whose slope at the predictions is (l, b, o)."""
    moving = found.moving
    assert moving.decoder is not None and moving.decoder_slope is not None
    back = slope @ moving.decoder.D  # to h_0 .. h_{l-1}
    weights = np.concatenate([back[1:], 0 * back[:1]])
    by_x, by_h = backwards(1 - found.history[1:] ** 2, moving.step, weights)
    roads = (by_h + back[0], by_h, back[0])  # h_0 is not trained: it may be detached on one of them
    claim = grads.get("input:h0")
    if claim is not None and claim.shape == roads[0].shape:
        roads = tuple(sorted(roads, key=lambda road: float(np.abs(road - claim).max())))
    hold_inputs(FN, grads, {"x": by_x[:-1], "h0": roads[0]}, off)
    moved = forwards(moving, found.x, found.history)[:-1]
    before = found.history[:-1]
    by_decoder = before @ moving.decoder_slope.D.T + moving.decoder_slope.e
    by_states = np.concatenate([0 * moved[:1], moved]) @ moving.decoder.D.T
    terms = slope * (by_decoder + by_states)
    size = float(np.abs(terms).sum())
    hold(FN, "parameters", along(grads, moving.directions), float(terms.sum()), size, off)
