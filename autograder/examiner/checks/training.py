"""A training of a student's network: by its own forward and loss, or unrolled from its step. Imported by `learning`."""

from __future__ import annotations

import numpy as np

from .. import toy
from ..expected import loss_slope
from ..questions import Model, Op
from ..student import Student
from ..verdict import mismatch
from .common import all_answers, tensor

FN = "learning"
TRAIN_S = 10.0


def teach(
    student: Student, model: Model, data: toy.Data, task: toy.Task, goes_on: bool, turned: bool
) -> None:
    """Train by the student's own forward and loss; `turned` gives the batch first."""
    x, y = (np.ascontiguousarray(a.swapaxes(1, 2)) if turned else a for a in (data.x, data.y))
    op: Op = {"op": "train", "model": model.key, "lr": task.learning_rate, "goes_on": goes_on}
    arrays = {"x": x, "y": y, "h0": np.zeros((task.sizes.b, task.sizes.n))}
    answer = student.calls(model, FN, [op], arrays, TRAIN_S)[0]
    if answer.error is not None:
        if answer.ready_made:
            raise mismatch("ready_made", function=FN, name=answer.ready_made[0])
        raise mismatch("learning.raised", error=str(answer.error), line=answer.error.line)


def assist(student: Student, model: Model, data: toy.Data, task: toy.Task, goes_on: bool) -> None:
    """Unroll the student's one_step and decode, and back-propagate the loss's gradient that is computed here."""
    l, h0 = task.sizes.l, np.zeros((task.sizes.b, task.sizes.n))
    if not goes_on:
        first: Op = {"op": "optimiser", "model": model.key, "lr": task.learning_rate}
        all_answers(student.calls(model, FN, [first], {}), 1, FN, {})
    for x, y in zip(data.x, data.y):
        arrays = {"h0": h0, **{f"x{t}": x[t] for t in range(l)}}
        ops: list[Op] = []
        for t in range(l):
            state = {"array": "h0"} if t == 0 else {"keep": [f"s{t}", 0]}
            ops.append({"op": "call", "model": model.key, "fn": "decode", "args": [state], "keep": f"d{t}"})
            if t < l - 1:
                args = [{"array": f"x{t}"}, state]
                ops.append(
                    {"op": "call", "model": model.key, "fn": "one_step", "args": args, "keep": f"s{t + 1}"}
                )
        found = all_answers(student.calls(model, FN, ops, arrays), len(ops), FN, {})
        shape = (task.sizes.b, task.sizes.o)
        predictions = np.stack([tensor("decode", a, shape, {}) for a in found[::2]])
        slope = loss_slope(predictions, y)
        of = [[f"d{t}", 0, f"c{t}"] for t in range(l)]
        ops = [
            {"op": "backward", "of": of, "model": model.key},
            {"op": "optimiser", "model": model.key},
            {"op": "forget"},
        ]
        all_answers(student.calls(model, FN, ops, {f"c{t}": slope[t] for t in range(l)}), 3, FN, {})
