"""A network whose parameters are moved a little, and what its step and decoder become. Imported by the checks.

Small differences of W_i, W_h, b_h and of the decoder are exact, as they are mostly linear in the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..identify import Decoder, Step, decoder_from, probes, step_from
from ..questions import MOST_NUMBERS, Model, Op, assignment, call, raised
from ..student import Student
from ..verdict import mismatch
from .settings import numbers

STEPS = (1e-5, -1e-5, 2e-5, -2e-5, 0.0)
"""Along the directions: two central differences, which must agree, and the parameters themselves."""
MOST = 1 - 1e-6
"""Of an answer to a probe: nearer to 1, tanh has not the digits left from which differences are made."""
AGREE = 1e-4
"""Of the greatest entry: what is left of it after the two are combined is its square."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A network at its parameters, and its derivative along a direction of them."""

    directions: Mapping[str, Array]
    step: Step
    step_slope: Step
    decoder: Decoder | None
    decoder_slope: Decoder | None


class Question:
    """Ops about one model whose parameters are moved to and fro, and put back in the end."""

    def __init__(self, student: Student, model: Model, seed: str, decoded: bool) -> None:
        student.ready(model)
        self.student, self.model, self.decoded = student, model, decoded
        rng = student.draws.stream(seed)
        drawn = {n: np.asarray(rng.standard_normal(v.shape)) for n, v in model.values.items()}
        self.directions = {n: v if v.size <= MOST_NUMBERS else 0 * v for n, v in drawn.items()}
        s = model.sizes
        px, ph = probes(s.d, s.n)
        nodes = np.vstack([np.zeros((1, s.n)), np.eye(s.n)])
        self.ops: list[Op] = []
        self.arrays: dict[str, Array] = {"px": px, "ph": ph, "nodes": nodes}

    def move(self, values: Mapping[str, Array], shown: bool = True) -> None:
        """Give the parameters other values; show the step, and the decoder."""
        moved = {n: v for n, v in values.items() if v.size <= MOST_NUMBERS}
        op, extra = assignment(self.model, moved, f"p{len(self.ops)}-")
        self.arrays |= extra
        self.ops.append(op)
        if shown:
            self.ops.append(call(self.model, "one_step", "px", "ph"))
        if shown and self.decoded:
            self.ops.append(call(self.model, "decode", "nodes"))

    def move_along(self) -> None:
        """Move them a little both ways along the directions, and back."""
        for step in STEPS:
            self.move({n: v + step * self.directions[n] for n, v in self.model.values.items()})

    def ask(self, fn: str, arrays: Mapping[str, Array]) -> list[Answer] | None:
        """Return the answers to all the ops; None where decode raises, which need not take what it is given here.

        Raises:
            Mismatch: another of them raises.
        """
        answers = self.student.calls(self.model, fn, self.ops, {**self.arrays, **arrays})
        if answers[-1].error is None:
            return answers
        self.model.generation = -1  # it may be left with other values
        op = self.ops[len(answers) - 1]
        if op["op"] == "backward":
            raise mismatch("backward_raises", function=fn, error=str(answers[-1].error), second=False)
        if op["op"] == "call" and op["fn"] != "decode":
            raise raised(op["fn"], answers[-1], self.model.sizes.only("lbdn"))
        return None

    def leaves_out(self, answers: Sequence[Answer]) -> bool:
        """Tell whether a gradient reaches a parameter of so many numbers that it is not moved."""
        still = [f"parameter:{n}" for n, v in self.model.values.items() if v.size > MOST_NUMBERS]
        return any(a.unsent or any(np.any(a.grads.get(n, 0.0)) for n in still) for a in answers)

    def shown(self, answers: Sequence[Answer]) -> tuple[Step, Decoder | None] | None:
        """Return the step and the decoder that the answers to one move show."""
        s = self.model.sizes
        probed = numbers(answers[1], (1 + s.d + s.n, s.n))
        step = None if probed is None or np.abs(probed).max() > MOST else step_from(probed, s.d)
        if step is None:
            return None
        if not self.decoded:
            return step, None
        decoded = numbers(answers[2], (1 + s.n, s.o))
        return None if decoded is None else (step, decoder_from(decoded))

    def moving(self, answers: Sequence[Answer]) -> Moving | None:
        """Return what the answers to `move_along` show."""
        size = 3 if self.decoded else 2
        found = [self.shown(answers[k * size : (k + 1) * size]) for k in range(len(STEPS))]
        if any(f is None for f in found):
            return None
        steps, decoders = zip(*(f for f in found if f is not None))
        W_i, W_h, b = (_slope([getattr(step, k) for step in steps]) for k in ("W_i", "W_h", "b"))
        if W_i is None or W_h is None or b is None:
            return None
        step_slope = Step(W_i, W_h, b)
        if not self.decoded:
            return Moving(self.directions, steps[-1], step_slope, None, None)
        D, e = (_slope([getattr(decoder, k) for decoder in decoders]) for k in ("D", "e"))
        if D is None or e is None:
            return None
        return Moving(self.directions, steps[-1], step_slope, decoders[-1], Decoder(D, e))


def _slope(values: Sequence[Array]) -> Array | None:
    """Return the slope of values at STEPS; None where they bend too much for it to be known."""
    near = (values[0] - values[1]) / (STEPS[0] - STEPS[1])
    far = (values[2] - values[3]) / (STEPS[2] - STEPS[3])
    if np.abs(near - far).max() > AGREE * (1 + np.abs(near).max()):
        return None
    return near - (far - near) / 3
