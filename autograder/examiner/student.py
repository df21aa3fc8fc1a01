"""The `student` of a hidden check: a submission that can only be asked. Imported by checks and the plugin."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer, ErrorText, Guest, GuestFailure, Hang, QuestionTooLarge
from autograder.handle.client import ANSWER_S
from autograder.model import Submission

from .drawing import Draws
from .loading import Loaded, loaded_from
from .questions import Model, Op, Sizes, asked_about, assignment, call, where
from .verdict import Mismatch, mismatch

T = TypeVar("T")
VERDICT = "holds "
"""What the key of a verdict begins with, in what is asked once."""
MAX_HANGS = 4
MAX_DEATHS = 2
MAX_NUMBERS = 2_000_000
"""Of all parameters together: a difference sends them twice, and a frame of the pipe holds eight million."""
TOLERANCE = {"float64": 1e-8, "float32": 1e-4}
"""Right programs differ from the formula by rounding alone: <= 1e-14 in float64 and <= 5e-6 in float32 over the
sizes asked; the nearest wrong program of the corpus differs by 3e-4 of the value."""
STEPS = {"float64": (1e-5, 1e-7), "float32": (3e-3, 1e-3, 1e-2)}
SLOPE_TOLERANCE = {"float64": 1e-5, "float32": 2e-2}
"""Central differences with the first of the steps are right to 1e-9 and 2e-3 of the slope's scale; in float32, where
rounding and curvature pull in two directions, a gradient may agree with the difference of any. The shorter step in
float64 is for a function that is wrong, and steep."""


class Student:
    """Asks one submission. Everything that fails on the student's side comes out as a Mismatch.

    Args:
        submission: what was handed in.
        guest: the process that can be asked about it.
        draws: where questions come from.
        slot: where the guest keeps the loaded source; programs of our own share a guest.
    """

    def __init__(self, submission: Submission, guest: Guest, draws: Draws, slot: str = "rnn") -> None:
        self.slot = slot
        self.submission, self.guest, self.draws = submission, guest, draws
        self.dtype = "float64"
        self.lost: dict[str, Mismatch] = {}  # what is not asked again, by function, and what came of it
        self.hangs = 0
        self.deaths: dict[str, int] = {}
        self._prefix = ""
        self._loaded: Loaded | None = None
        self._load_generation = -1
        self._load_mode = "all"
        self._models: dict[str, Model] = {}
        self._memo: dict[str, Any] = {}

    def ask(
        self, function: str, ops: Sequence[Op], arrays: Mapping[str, Array], limit_s: float = ANSWER_S
    ) -> list[Answer]:
        """Ask the loaded guest; `function` is whom a failure is booked to.

        Raises:
            Mismatch: the guest hung, died or lied.
        """
        if (asked := asked_about(function, ops)) in self.lost:
            raise self.lost[asked]
        self.load()
        return self._ask(function, ops, arrays, limit_s)

    def _ask(
        self, function: str, ops: Sequence[Op], arrays: Mapping[str, Array], limit_s: float
    ) -> list[Answer]:
        asked = asked_about(function, ops)
        typed = {n: a.astype(self.dtype, copy=False) if a.dtype.kind == "f" else a for n, a in arrays.items()}
        try:
            about = {"slot": self.slot, "dtype": self.dtype}
            return self.guest.ask([{**about, **op} for op in ops], typed, limit_s, function)
        except QuestionTooLarge:
            raise mismatch("too_large", function=function, name=function) from None
        except Hang as failure:
            key = "slow" if failure.in_all else "hangs"
            self.lost[asked] = hangs = mismatch(key, function=function, seconds=failure.seconds)
            if not failure.in_all:
                self._one_more_hang(failure.seconds)
            raise hangs from None
        except GuestFailure as failure:
            crashed = mismatch("crashed", function=function, how=failure.kind.decode())
            self.deaths[asked] = self.deaths.get(asked, 0) + 1
            if self.deaths[asked] >= MAX_DEATHS:  # what dies twice is not asked again; the others are
                self.lost[asked] = crashed
            raise crashed from None

    def _one_more_hang(self, seconds: float) -> None:
        self.hangs += 1
        if self.hangs >= MAX_HANGS:
            for name in ("one_step", "forward", "training_loss", "learning", "decode", "model"):
                self.lost.setdefault(name, mismatch("hangs", function=name, seconds=seconds))

    def forgive(self, function: str) -> None:
        """Ask a function again that took too long for one question."""
        if self.lost.pop(function, None) is not None:
            self.hangs -= 1

    def load(self) -> Loaded:
        """Load the source into the running guest, once for each process; return what was found.

        Raises:
            Mismatch: loading hangs even with definitions alone, or ends the process.
        """
        if self._loaded is not None and self._load_generation == self.guest.generation:
            return self._loaded
        if "load" in self.lost:
            raise self.lost["load"]
        cells = [{"name": c.name, "source": c.source, "module": c.module} for c in self.submission.cells]
        while True:
            op: Op = {"op": "load", "cells": cells, "mode": self._load_mode, "slot": self.slot}
            try:
                answer = self.guest.ask([op], {}, 10.0)[0]
                break
            except GuestFailure as failure:
                hang = failure if isinstance(failure, Hang) else None
                if (hang and hang.in_all) or self._load_mode == "definitions":
                    key = "crashed" if hang is None else "slow" if hang.in_all else "load_hangs"
                    seconds = None if hang is None else hang.seconds
                    how = {"function": "import", "seconds": seconds, "how": failure.kind.decode()}
                    self.lost["load"] = mismatch(key, **how)
                    raise self.lost["load"] from None
                self._load_mode = "definitions"
        self._load_generation = self.guest.generation
        self._loaded = loaded_from(answer)
        return self._loaded

    def again(self, draws: Draws, name: str, judged: bool = False) -> Student:
        """Return the same submission in the same guest, asked other questions; `judged` takes the verdicts along."""
        other = Student(self.submission, self.guest, draws, self.slot)
        other._loaded, other._load_generation = self._loaded, self._load_generation
        other.dtype, other.lost, other._load_mode = self.dtype, dict(self.lost), self._load_mode
        other._prefix = name
        if judged:
            other._memo = {key: found for key, found in self._memo.items() if key.startswith(VERDICT)}
        return other

    def model(
        self, sizes: Sizes, tag: str = "", scale: float | None = 0.3, draws: Draws | None = None
    ) -> Model:
        """Return a model of some sizes with redrawn parameters N(0, scale²); scale None keeps the student's own.

        Equal arguments give the same model. Its parameters are drawn from the student's draws, unless others are given.
        """
        key = f"{self.slot}{self._prefix}-{sizes.d}-{sizes.n}-{sizes.o}-{tag}-{scale}-{self.dtype}"
        if key not in self._models:
            self._models[key] = Model(key, sizes, scale, draws or self.draws)
        return self._models[key]

    def ready(self, model: Model) -> Model:
        """Build the model in the running guest unless it is there; draw its parameters.

        Raises:
            Mismatch: there is no class RNN, or it can't be built.
        """
        if self._build(model):
            self.assign(model, model.values)
            model.generation = self.guest.generation  # not before: without its numbers it is not ready
        return model

    def _build(self, model: Model) -> bool:
        """Build the model unless it is there; tell whether its parameters are still to be assigned."""
        self.load()
        if model.generation == self.guest.generation:
            return False
        s = model.sizes
        op: Op = {
            "op": "build",
            "model": model.key,
            "sizes": [s.d, s.n, s.o],
            "dtype": "float32" if model.as_made else self.dtype,
            "seed": model.seed,
            "values": model.scale is None,
        }
        answer = self._ask("model", [op], {}, ANSWER_S)[0]
        if answer.error is not None:
            raise self._no_model(answer.error, s)
        generation = self.guest.generation
        if answer.raw.get("lazy") is True:
            answer = self._materialise(model) or answer
        if self.guest.generation != generation:
            raise mismatch("crashed", function="model", how="D")
        shapes = {n: v.shape for n, v in answer.parameters.items()}
        if (
            model.generation >= 0 and shapes != model.parameters
        ):  # what was asked of the one can't be of the other
            raise mismatch("not_deterministic", function="model", first=None, second=None)
        model.parameters, model.frozen = shapes, answer.frozen
        if model.scale is None:
            model.values = {n: v.array for n, v in answer.parameters.items() if v.array is not None}
            model.generation = generation
            return False
        model.values = self._draw(model)
        return True

    def _no_model(self, error: ErrorText, sizes: Sizes) -> Mismatch:
        """Return why there is no model: the source does not parse, its class failed, or its constructor did."""
        if "RNN" in self.load().defined:
            return mismatch("no_model", **where(error), sizes=sizes.only("dno"))
        try:
            self._unloaded()
        except Mismatch as why:
            return why
        return mismatch("no_model.no_class")

    def _materialise(self, model: Model) -> Answer | None:
        """Call the methods once, so that lazy layers get their parameters."""
        s = model.sizes
        arrays = {"x1": np.zeros((s.b, s.d)), "x": np.zeros((s.l, s.b, s.d)), "h": np.zeros((s.b, s.n))}
        for fn, names in (("one_step", "x1 h"), ("decode", "h"), ("forward", "x h")):
            self._ask(fn, [call(model, fn, *names.split())], arrays, ANSWER_S)
        answer = self._ask(
            "model", [{"op": "parameters", "model": model.key, "values": model.scale is None}], {}, ANSWER_S
        )[0]
        return answer if answer.error is None else None

    def _draw(self, model: Model) -> dict[str, Array]:
        values, numbers = {}, 0
        for position, (name, shape) in enumerate(model.parameters.items()):
            rng = model.draws.stream(f"parameter {model.key.removeprefix(self.slot)} {position} {shape}")
            numbers += math.prod(max(1, size) for size in shape)  # numpy counts so, too
            if numbers > MAX_NUMBERS:
                raise mismatch("too_large", function="model", name=name)
            drawn = rng.standard_normal(shape) * model.spread(shape)
            values[name] = np.asarray(drawn, self.dtype)  # an array also where it has no dimension
        return values

    def assign(self, model: Model, values: Mapping[str, Array]) -> None:
        """Give parameters new values.

        Raises:
            Mismatch: the guest refuses them.
        """
        if values:
            op, arrays = assignment(model, values)
            self._assigned(model, self._ask("model", [op], arrays, ANSWER_S)[0])
        model.values = dict(values)

    def _assigned(self, model: Model, answer: Answer) -> None:
        if answer.error is not None:
            raise mismatch("no_model", **where(answer.error), sizes=model.sizes.only("dno"))

    def calls(
        self,
        model: Model | None,
        fn: str,
        ops: Sequence[Op],
        arrays: Mapping[str, Array],
        limit_s: float = ANSWER_S,
    ) -> list[Answer]:
        """Ask ops about a model that is made ready first; an op's error is left in its answer."""
        if (asked := asked_about(fn, ops)) in self.lost:
            raise self.lost[asked]
        first: list[Op] = []
        if model is not None and self._build(model):  # its numbers go with the question
            op, numbers = assignment(model, model.values, "drawn")
            first, arrays = [op], {**arrays, **numbers}
        answers = self.ask(fn, [*first, *ops], arrays, limit_s)
        if first and model is not None:
            self._assigned(model, answers[0])
            model.generation = self.guest.generation
            answers = answers[1:]
        error = answers[-1].error
        if error is not None and error.type == "AttributeError" and error.message.startswith("no function"):
            self._unloaded()
        return answers

    def _unloaded(self) -> None:
        """Raise what kept the source from loading, if anything did."""
        for kind, key in (("syntax", "syntax_error"), ("raised", "load_failed")):
            for report in self.load().reports:
                if report["kind"] == kind:
                    raise mismatch(key, error=report["error"], line=report["line"], cell=report["cell"])

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Return make(), computed once for each key; a Mismatch is remembered too."""
        if key not in self._memo:
            try:
                self._memo[key] = make()
            except Mismatch as error:
                self._memo[key] = error
        found = self._memo[key]
        if isinstance(found, Mismatch):
            raise found
        return found  # type: ignore[no-any-return]

    @property
    def tolerance(self) -> float:
        """Return the tolerance of values in the precision of the questions."""
        return TOLERANCE[self.dtype]
