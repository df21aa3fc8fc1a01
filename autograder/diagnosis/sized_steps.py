"""Steps that are right at some sizes alone: a number in the code, or x and h exchanged. Imported by diagnosis."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks.grid import GRID
from autograder.examiner.questions import Op, Sizes, assignment, call
from autograder.examiner.student import Student

from .sized import written_numbers

SQUARE = Sizes(b=4, d=3, n=3, o=2)
APART = Sizes(b=4, d=3, n=5, o=2)
"""d = n, where an exchange may run, and d != n, where shapes say which is which."""
MOVED = 0.5
"""By how much a parameter is moved."""
Acting = dict[str, tuple[bool, bool]]
"""Whether a matrix acts on x, and on h, by its name."""


def sized_step(student: Student) -> list[str]:
    """Name a step that is right at some sizes and raises, or has another shape, at others."""
    tried = _tried(written_numbers(student))
    works = {s for s in tried if _keeps_sequences_apart(student, s)}
    if all(s in works for s in tried if min(s.b, s.d, s.n) > 1):
        return []  # at 1 alone: an axis of one entry is lost, and no number is written
    if works and all(s.d == s.n for s in works):
        every = works >= {s for s in tried if s.d == s.n and s.n > 1}
        return _where_square(student) if every else []
    return ["fixed-size"] if any(s.n > 1 and s.b != s.n and s.d not in (1, s.n) for s in works) else []


def _tried(written: list[int]) -> list[Sizes]:
    """Return the sizes that are asked: with another size of the output than any, for a decoder is not to fit."""
    batches = (1, 2, 8, 10, 16, 32, 64, 100, 128, *written)
    tried = [*GRID, *(Sizes(b=b, d=3, n=4) for b in dict.fromkeys(batches))]
    tried += [Sizes(b=2, d=3, n=k) for k in written if k > 4]
    tried += [Sizes(b=2, d=k, n=4) for k in written if k > 4]
    tried += [Sizes(b=2, d=d, n=n) for d in written for n in written if d != n and n > 2]
    return [replace(s, o=next(o for o in (2, 3, 5, 7) if o not in (s.b, s.d, s.n))) for s in tried]


def _keeps_sequences_apart(student: Student, s: Sizes) -> bool:
    """Tell whether a state of the right shape comes back, of which each row belongs to one row of x and h."""
    rng = student.draws.stream(f"sized {s}")
    x, h = rng.standard_normal((s.b, s.d)), rng.standard_normal((s.b, s.n))
    first = np.eye(s.b)[0][:, None]
    arrays = {"x": x, "h": h, "x1": x + first, "h1": h + first}
    model = student.model(s)
    ops = [call(model, "one_step", *names) for names in (("x", "h"), ("x1", "h"), ("x", "h1"))]
    answers = student.calls(model, "one_step", ops, arrays)
    if any(a.error is not None or a.value is None or a.value.shape != (s.b, s.n) for a in answers):
        return False
    found = [a.value.array for a in answers if a.value is not None and a.value.array is not None]
    if len(found) < len(ops):
        return False
    return all(np.array_equal(found[0][1:], other[1:]) or _near(found[0], other) for other in found[1:])


def _near(a: Array, b: Array) -> bool:
    return bool(np.all(np.abs(a[1:].astype(float) - b[1:].astype(float)) < 1e-5))


def _where_square(student: Student) -> list[str]:
    """Name a step that runs where d = n alone, by what its matrices act on there and by their shapes elsewhere."""
    acting = _acting(student)
    shapes = student.ready(student.model(APART, "which")).parameters
    if not acting or any(on_x and on_h for on_x, on_h in acting.values()):
        return []
    s = APART
    of_x = {tuple(sorted(shapes.get(name, ()))) for name, (on_x, _) in acting.items() if on_x}
    of_h = {tuple(sorted(shapes.get(name, ()))) for name, (_, on_h) in acting.items() if on_h}
    mixed, square = {(s.d, s.n)}, {(s.n, s.n)}
    if of_h == mixed and of_x == square:
        return ["inputs-swapped"]
    return ["fixed-size"] if of_x == of_h and of_x in (mixed, square) else []


def _acting(student: Student) -> Acting | None:
    """Return what each matrix that matters acts on where d = n; None where this can't be said."""
    s, model = SQUARE, student.model(SQUARE, "which")
    student.ready(model)
    rng = student.draws.stream("acting")
    nothing = np.zeros((s.b, s.n))
    x, h = rng.standard_normal((s.b, s.d)), rng.standard_normal((s.b, s.n))
    arrays: dict[str, Array] = {"x": x, "h": h, "0": nothing}
    points = (("x", "0"), ("0", "h"), ("0", "0"))
    ops: list[Op] = [call(model, "one_step", *names) for names in points]
    matrices = [name for name, value in model.values.items() if value.ndim == 2 and min(value.shape) > 1]
    for k, name in enumerate(matrices):
        moved = model.values[name] + MOVED * rng.standard_normal(model.values[name].shape)
        op, extra = assignment(model, {**model.values, name: moved}, f"p{k}-")
        arrays |= extra
        ops += [op, *(call(model, "one_step", *names) for names in points)]
    back, extra = assignment(model, model.values, "back-")
    answers = student.calls(model, "one_step", [*ops, back], {**arrays, **extra})
    if len(answers) <= len(ops):
        model.generation = -1  # it is left with other values
        return None
    base, found = answers[:3], Acting()
    for k, name in enumerate(matrices):
        changed = []
        for before, after in zip(base, answers[4 + 4 * k : 7 + 4 * k]):
            a, b = (v.value.array if v.value is not None else None for v in (before, after))
            if a is None or b is None or a.shape != b.shape or not np.all(np.isfinite(a) & np.isfinite(b)):
                return None
            changed.append(bool(np.abs(a - b).max() > 1e-4))
        on_x, on_h, at_zero = changed
        if at_zero:
            return None
        if on_x or on_h:
            found[name] = (on_x, on_h)
    return found
