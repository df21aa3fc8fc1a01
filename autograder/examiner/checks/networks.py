"""Identify a whole network, step and decoder, so that what it learnt can be computed here. Imported by checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.arrays import Array

from .. import toy
from ..identify import decoder_from, probes, step_from
from ..questions import Model, Sizes, call
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from .common import returned, tensor
from .forward import layout_of
from .layouts import states_in

Ask = Callable[[Array, Array], Array]

UNUSED = ("not_attempted", "missing", "raised", "wrong_type", "wrong_shape")
"""What keeps one_step from being asked, where forward may do without it, or know what to make of its answer."""


LEAST = 1e-4
"""By so much an effect changes at least in a training."""
DECODER = "decode"


@dataclass(frozen=True, slots=True)
class Network:
    """What a network shows of itself: its answers to the probes, and how it goes on."""

    probed: Array
    """Answers to the probes, around zero and around another point, (2, 1 + d + n, n)."""
    decoded: Array
    """Of h = 0 and of the unit vectors, (1 + n, o)."""
    follow: Callable[[Array, Array], Array]
    decode: Callable[[Array], Array]


def network(student: Student, model: Model) -> Network:
    """Identify the network: its step from one_step, or from forward at l = 1; its decoder.

    Raises:
        Mismatch: it can't be asked, or its decoder is not affine.
    """
    try:
        return show(student, model, *_plain_step(student, model))
    except Mismatch as own:
        if own.finding.key not in UNUSED:
            raise
        try:
            return show(student, model, *forward_step(student, model))
        except Mismatch:
            raise own from None


def _plain_step(student: Student, model: Model) -> tuple[Ask, Array]:
    def follow(x: Array, h: Array) -> Array:
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], {"x": x, "h": h})[0]
        return tensor("one_step", answer, h.shape, {"b": len(x), **model.sizes.only("dn")})

    return follow, follow(*_points(student, model.sizes))


def _points(student: Student, s: Sizes) -> tuple[Array, Array]:
    """Return the probes around zero and, behind them, around another point: what skips zeros shows nothing there."""
    (x, h), rng = probes(s.d, s.n), student.draws.stream("toy around")
    base = rng.standard_normal(s.d + s.n)
    return np.vstack([x, x + base[: s.d]]), np.vstack([h, h + np.tanh(base[s.d :])])


def forward_step(student: Student, model: Model) -> tuple[Ask, Array]:
    name = layout_of(student)

    def follow(x: Array, h: Array) -> Array:
        s = Sizes(1, len(x), model.sizes.d, model.sizes.n, model.sizes.o)
        given = x[:, None] if name.startswith("batch_first_") else x[None]
        answer = student.calls(model, "forward", [call(model, "forward", "x", "h")], {"x": given, "h": h})[0]
        states = states_in(returned("forward", answer, s.only("lbdn")), name, s)
        if states is None:
            raise mismatch("depends_on", exercise="forward")
        first: Array = states[0]
        return first

    return follow, follow(*_points(student, model.sizes))


def show(student: Student, model: Model, follow: Ask, probed: Array) -> Network:
    rng, s = student.draws.stream("toy points"), model.sizes
    probed = probed.reshape(2, -1, s.n)
    x, h = rng.standard_normal((4, s.d)), np.tanh(rng.standard_normal((4, s.n)))
    step = step_from(probed[0], s.d)
    tolerance = 1e-6 if student.dtype == "float64" else 1e-2
    exact = step is not None and close(follow(x, h), step(x, h), tolerance)
    nodes = np.vstack([np.zeros((1, s.n)), np.eye(s.n), h])

    def decode(states: Array) -> Array:
        op = call(model, "decode", "h")
        answer = student.calls(model, "decode", [op], {"h": states})[0]
        return tensor("decode", answer, (len(states), s.o), s.only("no"))

    decoded = decode(nodes)
    decoder = decoder_from(decoded[: 1 + s.n])
    affine = close(
        decoded[1 + s.n :], decoder(h), tolerance
    )  # the one that is given is; a student may rewrite it
    known = step if exact and step is not None else _shuffled(student, follow)
    return Network(probed, decoded[: 1 + s.n], known, decoder if affine else decode)


def _shuffled(student: Student, follow: Ask) -> Ask:
    """Ask with the sequences in a new order every time, so that no state but the one given can help."""
    rng = student.draws.stream("toy shuffle")

    def asked(x: Array, h: Array) -> Array:
        order = rng.permutation(len(x))
        answered = np.empty_like(h)
        answered[order] = follow(x[order], h[order])
        return answered

    return asked


def unmoved(before: Network, again: Network, after: Network, learnt: bool) -> tuple[str, ...]:
    """Return which of W_i, W_h and the decoder have the effect that they had, but for what it changes by itself.

    Args:
        again: `before`, asked once more: a step may never answer the same.
        learnt: whether the network is right about what it was wrong about, which is more than noise.
    """
    noise, by_chance = (
        float(np.abs(getattr(before, k) - getattr(again, k)).max()) for k in ("probed", "decoded")
    )
    change = (after.probed - after.probed[:, :1]) - (before.probed - before.probed[:, :1])
    cut = 1 + toy.SIZES.d
    seen = {
        "W_i": (change[:, 1:cut], noise),
        "W_h": (change[:, cut:], noise),
        DECODER: (after.decoded - before.decoded, by_chance),
    }
    return tuple(
        name
        for name, (moved, chance) in seen.items()
        if not (np.abs(moved).max() > max(LEAST, 10 * chance) or (learnt and chance > LEAST))
    )


def decodes_by_what_is_not_trained(student: Student, s: Sizes) -> bool:
    """Tell whether two networks with equal parameters decode otherwise: by numbers that no optimiser sees."""
    model, other = student.ready(student.model(s, "seed")), student.model(s, "other seed")
    other.seed = 1
    student.assign(student.ready(other), model.values)
    h = np.eye(s.n)
    answers = [student.calls(m, "decode", [call(m, "decode", "h")], {"h": h})[0] for m in (model, other)]
    a, b = (tensor("decode", answer, (s.n, s.o), s.only("no")) for answer in answers)
    return float(np.abs(a - b).max()) > LEAST


def accuracy(net: Network, fresh: toy.Data, s: Sizes) -> float:
    """Return the share of right predictions of a network on sequences of the toy task."""
    x, y = fresh.x[0], fresh.y[0]
    h = np.zeros((x.shape[1], s.n))
    predictions = np.zeros((*y.shape, s.o))
    for t in range(s.l):
        predictions[t] = net.decode(h)
        h = net.follow(x[t], h)
    return toy.accuracy(predictions, y)
