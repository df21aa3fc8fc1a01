"""What makes equal calls differ: noise, memory, new layers, arguments that are changed. Imported by diagnosis."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks import loss_routes
from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import close
from autograder.handle import Value

ROUNDS, CALLS = 4, 2
"""What happens at random at one call of three shows within them, nineteen times of twenty."""
LONG = 12
"""Of a few steps, one that is skipped at random may be skipped at none, and three have few orders."""


def unrest(student: Student, exercise: str, keys: Collection[str]) -> str | None:
    """Return the id of what makes equal calls differ, or changes what it is given; None where nothing does.

    Args:
        keys: of what the exercise's failed checks found; one of them looks whether arguments are changed.
    """
    if "argument_modified" in keys:
        return "argument-modified"
    if exercise != "training_loss":
        changes = bool({"one_step.value", "forward.value"} & set(keys)) and _changes_arguments(
            student, exercise
        )
        return "argument-modified" if changes else _restless(student, exercise)
    return _restless(student, exercise) or _restless(student, exercise, "observations")


def _restless(student: Student, exercise: str, kind: str = "classes") -> str | None:
    """Tell noise from memory from new layers; None where equal calls have equal answers.

    A new model under the same seed repeats noise; it repeats neither what is kept outside of it, nor, when it is
    asked twice, what is kept inside.
    """
    l, start = LONG, 1.0
    values = _asked(student, exercise, 1, l, kind=kind)
    if not values:  # what earlier questions left behind may be in the way, or a length
        student.guest.stop()
        l = Sizes().l
        values = _asked(student, exercise, 1, l, kind=kind)
    if values and _rests(values) and exercise != "training_loss":  # zeros may be taken for no state at all
        start = 0.0
        values = _asked(student, exercise, 1, l, start)
    if not values or _rests(values):
        return None
    repeated, other = (_asked(student, exercise, seed, l, start, kind) for seed in (1, 2))
    if not _repeat(values, repeated) or not other or _repeat(values, other):
        return "hidden-state-across-calls" if exercise == "forward" else None
    return (
        "weights-not-shared"
        if exercise != "training_loss" and _new_layers(student, exercise)
        else "not-deterministic"
    )


def _asked(
    student: Student, exercise: str, seed: int, l: int, start: float = 1.0, kind: str = "classes"
) -> list[Value]:
    """Ask a newly built model one question several times; h is drawn and multiplied by `start`.

    Nothing comes back where one of the answers is an error.
    """
    sizes = Sizes(l=l, b=16, d=3, n=16)  # of few entries, a tenth may be dropped from none, twice
    model = student.model(sizes, "restless")
    model.generation, model.seed = -1, seed
    student.ready(model)
    if exercise == "training_loss":
        asked = loss_routes.case(student, "scripted", sizes, kind)
        op, arrays = asked.op, asked.arrays
    else:
        rng = student.draws.stream("restless")
        shape = (sizes.b, sizes.d) if exercise == "one_step" else (sizes.l, sizes.b, sizes.d)
        arrays = {"x": rng.standard_normal(shape), "h": start * rng.standard_normal((sizes.b, sizes.n))}
        op = call(model, exercise, "x", "h")
    # in rounds: a question has seconds, however many calls it makes
    answers = [a for _ in range(ROUNDS) for a in student.calls(model, exercise, CALLS * [op], arrays)]
    values = [answer.value for answer in answers if answer.value is not None]
    return values if len(values) == ROUNDS * CALLS else []


def _changes_arguments(student: Student, exercise: str, sizes: Sizes = Sizes(l=4, b=3, d=2, n=5)) -> bool:
    """Tell whether a function whose values are wrong leaves other numbers in x or h than it was given."""
    model, rng = student.model(sizes, "left alone"), student.draws.stream("left alone")
    shape = (sizes.b, sizes.d) if exercise == "one_step" else (sizes.l, sizes.b, sizes.d)
    arrays = {"x": 3.0 * rng.standard_normal(shape), "h": rng.standard_normal((sizes.b, sizes.n))}
    answer = student.calls(model, exercise, [call(model, exercise, "x", "h", after=True)], arrays)[0]
    if answer.error is not None or len(answer.after) < 2:
        return False
    given = [arrays[name].astype(student.dtype) for name in ("x", "h")]
    return any(a.array is not None and not close(a.array, b, 0.0) for a, b in zip(answer.after, given))


def _rests(values: list[Value]) -> bool:
    return all(_alike(values[0], value) for value in values[1:])


def _repeat(values: list[Value], others: list[Value]) -> bool:
    return bool(others) and all(_alike(a, b) for a, b in zip(values, others))


def _alike(a: Value, b: Value) -> bool:
    mine, theirs = a.leaves(), b.leaves()
    return len(mine) == len(theirs) and all(
        x.array is not None and y.array is not None and close(x.array, y.array, 1e-8)
        for x, y in zip(mine, theirs)
    )


def _new_layers(student: Student, exercise: str) -> bool:
    """Tell whether x, or h, has an effect that no registered matrix changes: then other weights are at work.

    Each alone: what passes some of h on at random, as zoneout does, answers with h itself, which no tanh could. Noise
    that is added to a matrix has an effect where the matrix is zero, but not the same where it is not.
    """
    found = False
    for x, h in ((1e3, 0.0), (0.0, 1e3)):
        silent, *others = (_with_matrices(student, exercise, value, x, h) for value in (0.0, 10.0, -10.0))
        if silent is None or np.mean(np.abs(silent)) <= 0.9:
            continue
        if any(other is None or not close(other, silent, 1e-6) for other in others):
            continue
        found = found or not h or bool(np.all(np.abs(silent) <= 1.0))
    return found


def _with_matrices(student: Student, exercise: str, value: float, x: float, h: float) -> Array | None:
    """Return what a model with matrices of one value, and no biases, answers under a seed; None if it is no tensor."""
    sizes = Sizes(l=1, b=2, d=3, n=4)  # a second step would start from a small state
    model = student.model(sizes, "silent")
    model.generation = -1
    student.ready(model)
    student.assign(
        model, {name: np.full_like(v, value if v.ndim > 1 else 0.0) for name, v in model.values.items()}
    )
    x_shape = (sizes.b, sizes.d) if exercise == "one_step" else (sizes.l, sizes.b, sizes.d)
    arrays = {"x": np.full(x_shape, x), "h": np.full((sizes.b, sizes.n), h)}
    answer = student.calls(model, exercise, [call(model, exercise, "x", "h")], arrays)[0]
    model.generation = -1
    if answer.error is not None or answer.value is None or answer.value.kind != "tensor":
        return None
    array = answer.value.array
    return array if array is not None and array.size else None
