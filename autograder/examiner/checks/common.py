"""What the checks of several exercises share: reading returned values, comparing slopes. Imported by checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer, Value

from ..questions import Model, Op, assignment, call, raised, sent
from ..student import SLOPE_TOLERANCE, STEPS, VERDICT, Student
from ..verdict import Mismatch, close, mismatch


def shape_text(value: Value) -> str:
    """Return a value's kind in a few words: "tensor (3, 2)", "list of 3", "None"."""
    if value.kind in ("tensor", "ndarray"):
        return f"{'numpy ' if value.kind == 'ndarray' else ''}{value.kind} {value.shape}"
    if value.kind in ("list", "tuple"):
        return f"{value.kind} of {len(value.items)}"
    return {"none": "None", "number": value.type, "other": value.type}[value.kind]


def returned(function: str, answer: Answer, sizes: Mapping[str, int]) -> Value:
    """Return the value of an answer.

    Raises:
        Mismatch: it raised, or None came back.
    """
    if answer.error is not None:
        raise raised(function, answer, sizes)
    if answer.ready_made:
        raise mismatch("ready_made", function=function, name=answer.ready_made[0])
    assert answer.value is not None
    if answer.value.kind == "none":
        raise mismatch("not_attempted", function=function, how="none")
    return answer.value


def tensor(function: str, answer: Answer, shape: tuple[int, ...], sizes: Mapping[str, int]) -> Array:
    """Return the numbers of an answer that is a tensor of a shape, finite and of floating dtype.

    Raises:
        Mismatch: at the first of type, shape, dtype, finiteness that does not hold.
    """
    value = returned(function, answer, sizes)
    if value.kind != "tensor":
        raise mismatch("wrong_type", function=function, got=shape_text(value), expected="torch.Tensor")
    if value.shape != shape:
        raise mismatch(
            "wrong_shape", function=function, got=list(value.shape), expected=list(shape), sizes=dict(sizes)
        )
    if value.array is None or not value.dtype.startswith("float"):
        raise mismatch("wrong_dtype", function=function, got=value.dtype, expected="float")
    if not np.all(np.isfinite(value.array)):
        raise mismatch("not_finite", function=function, sizes=dict(sizes))
    return value.array.astype(np.float64)


def examples(a: Array | None, b: Array | None) -> dict[str, object]:
    """Return the entry in which two answers differ most, as a finding's arguments: most others may be equal."""
    if a is None or b is None or not a.size or a.shape != b.shape:
        both = {"first": a, "second": b}
        return {name: None if v is None or not v.size else float(v.flat[0]) for name, v in both.items()}
    k = int(np.argmax(np.abs(a.astype(np.float64) - b.astype(np.float64))))
    return {"first": float(a.flat[k]), "second": float(b.flat[k])}


def all_answers(
    answers: Sequence[Answer], asked: int, function: str, sizes: Mapping[str, int]
) -> Sequence[Answer]:
    """Return the answers, all of them.

    Raises:
        Mismatch: one of the ops raised, so that the rest was not tried.
    """
    if answers[-1].error is not None:
        raise raised(function, answers[-1], sizes)
    assert len(answers) == asked
    return answers


def holds(student: Student, check: Callable[[Student], None]) -> bool:
    """Tell whether a check holds, asking once."""

    def attempt() -> bool:
        try:
            check(student)
        except Mismatch:
            return False
        return True

    return student.once(f"{VERDICT}{check.__module__} {check.__name__} {student.dtype}", attempt)


ROUNDS, CALLS = 6, 4
"""How often a call is made again where gradients are wrong: of noise in one of ten, nine in ten programs show it."""


class Slopes:
    """Compare gradients that a guest claims with differences of the values that it computes.

    A claim is held against central differences along one random direction for each argument and one for all
    parameters together; by name, a gradient that is missing or zero is told apart from a wrong one.

    Args:
        fn: the function; `names` its arguments by array name, those in `along` get gradients.
        readout: turns a returned value into the numbers that are weighted.
        patch: weights of a stand-in for the student's step.
        spare: arguments that no gradient need reach, as nothing trains them: all the same where one does.
    """

    def __init__(
        self,
        student: Student,
        model: Model,
        fn: str,
        names: Sequence[str],
        arrays: Mapping[str, Array],
        along: Sequence[str],
        readout: Callable[[Answer], list[Array]],
        seed: str,
        patch: Mapping[str, Array] | None = None,
        spare: Sequence[str] = (),
    ) -> None:
        self.spare = spare
        self.student, self.model, self.fn, self.names = student, model, fn, names
        self.arrays, self.along, self.readout = {**arrays, **(patch or {})}, along, readout
        self.options = {"patch": {name: name for name in patch}} if patch else {}
        self.rng = student.draws.stream(seed)

    def check(self, sizes: Mapping[str, int]) -> None:
        """Raise Mismatch unless back-propagation works, twice, and every gradient is the slope."""
        student, model, fn = self.student, self.model, self.fn
        student.ready(model)
        first = student.calls(model, fn, [call(model, fn, *self.names, **self.options)], self.arrays)[0]
        values = self.readout(first)
        weights: list[Array] = [np.asarray(self.rng.standard_normal(a.shape)) for a in values]
        cotangents = {f"cotangent{k}": w for k, w in enumerate(weights)}
        of = [["g", k, f"cotangent{k}"] for k in range(len(weights))]
        once: list[Op] = [
            call(model, fn, *self.names, grad=self.along, keep="g", **self.options),
            {"op": "backward", "of": of, "model": model.key},
        ]
        answers = student.calls(model, fn, [*once, *once, {"op": "forget"}], {**self.arrays, **cotangents})
        if answers[-1].error is not None:
            stage = len(answers)
            if stage in (1, 3):
                raise raised(fn, answers[-1], sizes)
            text = str(answers[-1].error)
            if stage == 2 and ("does not require grad" in text or "does not have a grad_fn" in text):
                raise mismatch("no_gradient", function=fn, name=self._first_name())
            raise mismatch("backward_raises", function=fn, error=text, second=stage == 4)
        try:
            for told, passed in ((answers[0], answers[1]), (answers[2], answers[3])):
                self._compare(passed.grads, values, weights, sizes, bool(passed.unsent))
                for one, other in zip(values, self.readout(told)):
                    if not close(other, one, student.tolerance):
                        raise mismatch("other_with_gradients", function=fn, **examples(one, other))
        except Mismatch as error:
            if error.finding.key in ("wrong_gradient", "no_gradient", "other_with_gradients"):
                self._repeats(sizes)
            raise

    def _repeats(self, sizes: Mapping[str, int]) -> None:
        """Raise Mismatch where equal calls differ: the differences of their values are no slopes."""
        op = call(self.model, self.fn, *self.names, **self.options)
        first: list[Array] | None = None
        for _ in range(ROUNDS):  # a question has seconds, however many calls it makes
            asked = self.student.calls(self.model, self.fn, CALLS * [op], self.arrays)
            for found in map(self.readout, all_answers(asked, CALLS, self.fn, sizes)):
                first = first or found
                for a, b in zip(first, found):
                    if not close(a, b, self.student.tolerance):
                        raise mismatch("not_deterministic", function=self.fn, **examples(a, b))

    def _first_name(self) -> str:
        return next(iter(self.model.parameters), self.along[0] if self.along else "loss")

    def _compare(
        self,
        claimed: Mapping[str, Array],
        values: list[Array],
        weights: list[Array],
        sizes: Mapping[str, int],
        unsent: bool,
    ) -> None:
        spared = [n for n in self.spare if not np.any(claimed.get(f"input:{n}", 0.0))]
        if not self.model.parameters or (self.options and len(spared) == len(self.along)):
            spared = []  # then nothing else would show whether it goes through
        for name in self.along:
            if name in spared:
                continue
            direction = self.rng.standard_normal(self.arrays[name].shape)
            self._hold(name, claimed.get(f"input:{name}"), direction, weights, sizes)
        shapes = self.model.parameters
        directions = {n: self.rng.standard_normal(shapes[n]) for n in sent(self.model)}
        if not directions:
            return
        flat = not (unsent or any(np.any(claim) for claim in claimed.values()))
        if flat and any(np.ptp(value) > 0 for value in values if value.size):  # rounded, say: not dead
            raise mismatch("no_gradient", function=self.fn, name=self._first_name())
        got = sum(
            float(np.sum(claim * v))
            for n, v in directions.items()
            if (claim := claimed.get(f"parameter:{n}")) is not None and claim.shape == v.shape
        )
        slope = self._disagrees(got, {}, directions, weights, sizes)
        if slope is None:
            return
        for name in (n for n in directions if not np.any(claimed.get(f"parameter:{n}", 0.0))):
            if self._disagrees(0.0, {}, {name: directions[name]}, weights, sizes) is not None:
                raise mismatch("no_gradient", function=self.fn, name=name)
        raise mismatch("wrong_gradient", function=self.fn, name="parameters", got=got, expected=slope)

    def _hold(
        self,
        name: str,
        claimed: Array | None,
        direction: Array,
        weights: list[Array],
        sizes: Mapping[str, int],
    ) -> None:
        fits = claimed is not None and claimed.shape == direction.shape
        got = float(np.sum(claimed * direction)) if fits and claimed is not None else 0.0
        slope = self._disagrees(got, {name: direction}, {}, weights, sizes)
        if slope is None:
            return
        if claimed is None or not np.any(claimed):
            raise mismatch("no_gradient", function=self.fn, name=name)
        raise mismatch("wrong_gradient", function=self.fn, name=name, got=got, expected=slope)

    def _disagrees(
        self,
        got: float,
        inputs: Mapping[str, Array],
        parameters: Mapping[str, Array],
        weights: list[Array],
        sizes: Mapping[str, int],
    ) -> float | None:
        """Return the slope that was measured where no step of the difference gives the one claimed, else None."""
        slope = 0.0
        for step in STEPS[self.student.dtype]:
            slope = self._slope(step, inputs, parameters, weights, sizes)
            if close(np.asarray(got), np.asarray(slope), SLOPE_TOLERANCE[self.student.dtype]):
                return None
        return slope

    def _slope(
        self,
        step: float,
        inputs: Mapping[str, Array],
        parameters: Mapping[str, Array],
        weights: list[Array],
        sizes: Mapping[str, int],
    ) -> float:
        """Return the central difference of the weighted value along a direction."""
        model, before, values = self.model, self.model.values, []
        for sign in (step, -step):
            arrays = {n: a + sign * inputs[n] if n in inputs else a for n, a in self.arrays.items()}
            ops: list[Op] = []
            if parameters:
                moved = {n: v + sign * parameters[n] if n in parameters else v for n, v in before.items()}
                op, extra = assignment(model, moved)
                ops, arrays = [op], {**arrays, **extra}
            ops.append(call(model, self.fn, *self.names, **self.options))
            if parameters:
                op, extra = assignment(model, before, "q")
                ops, arrays = [*ops, op], {**arrays, **extra}
            answers = all_answers(self.student.calls(model, self.fn, ops, arrays), len(ops), self.fn, sizes)
            found = self.readout(answers[1 if parameters else 0])
            if [a.shape for a in found] != [w.shape for w in weights]:
                raise mismatch("not_deterministic", function=self.fn, first=None, second=None)
            values.append(sum(float(np.sum(w * a)) for w, a in zip(weights, found)))
        return (values[0] - values[1]) / (2 * step)


def array_args(**arrays: Array) -> dict[str, Any]:
    """Return small arrays as a finding's arguments."""
    return {name: np.round(value, 4) for name, value in arrays.items()}
