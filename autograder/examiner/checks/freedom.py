"""Whether W_i, W_h and b_h are free: each entry of them a parameter of its own. Imported by the checks of one_step.

Each parameter is moved by a little, and the identified entries are looked at: where fewer directions come out than
there are entries, some are tied to one another, or to the decoder.
"""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..identify import decoder_from, probes, step_from
from ..questions import Model, Op, Sizes, assignment, call
from ..student import Student
from ..verdict import mismatch

SIZES = (Sizes(b=1, d=2, n=2, o=2), Sizes(b=1, d=1, n=3, o=2))
"""All sizes equal, where a matrix may stand in for another, and n alone larger, where it can't."""
STEP = 1e-4
"""Central differences of entries that are products of parameters are exact; others are right to 1e-8."""
NO_DIRECTION = 1e-5
"""Of the greatest singular value; right programs that scale their weights by 1/1000 have 1e-3."""
NOTHING = 1e-9
"""An entry that is no more than that is zero."""
MOST = 120
"""Parameters at these sizes beyond which the question is left; the formula has 16, plain programs up to 30."""


def parameters_are_free(student: Student) -> None:
    """Raise where entries of a right step move together. In float64 alone, where small differences are exact.

    Entries that no parameter moves are told by other checks, and a decoder of any form is let be.
    """
    if student.dtype == "float64":
        for s in SIZES:
            student.once(f"parameters are free {s}", lambda s=s: _are_free(student, s))  # type: ignore[misc]


def every_entry_moves(student: Student) -> None:
    """Raise where no parameter moves an entry of a right step that was asked before: it has kept what it read then."""
    if student.dtype != "float64":
        return
    for s in SIZES:
        moved = _moved_at(student, s)
        if moved is None:
            continue
        slopes, _, size = moved
        still = (np.abs(slopes).max(axis=0) == 0) & (size > NOTHING)  # what is always zero is a form
        names = np.repeat(["W_i", "W_h", "b_h"], (s.n * s.d, s.n * s.n, s.n))
        if np.any(still):
            raise mismatch("one_step.read_once", name=str(names[still][0]))


def _moved_at(student: Student, s: Sizes) -> tuple[Array, Array, Array] | None:
    return student.once(f"moved {s}", lambda: _moved(student, student.model(s)))


def _are_free(student: Student, s: Sizes) -> None:
    moved = _moved_at(student, s)
    if moved is None:
        return
    step, decoder = (m[:, np.abs(m).max(axis=0) > 0] for m in moved[:2])  # those that something moves
    free = _rank(step)
    if free < step.shape[1]:
        raise mismatch("one_step.tied", names="W_i, W_h, b_h", free=free, entries=step.shape[1])
    together = _rank(np.hstack([step, decoder]))
    if together < free + _rank(decoder):
        names = "W_i, W_h, b_h, decode"
        raise mismatch("one_step.tied", names=names, free=together, entries=free + _rank(decoder))


def _rank(jacobian: Array) -> int:
    if not jacobian.size:
        return 0
    values = np.linalg.svd(jacobian, compute_uv=False)
    return int(np.sum(values > NO_DIRECTION * values[0]))


def _moved(student: Student, model: Model) -> tuple[Array, Array, Array] | None:
    """Return the slopes of the step's and of the decoder's entries, a row for each parameter, and the former's size.

    None where that has no sense.
    """
    student.ready(model)
    s, count = model.sizes, sum(v.size for v in model.values.values())
    if not 0 < count <= MOST:
        return None
    px, ph = probes(s.d, s.n)
    arrays: dict[str, Array] = {"px": px, "ph": ph, "nodes": np.vstack([np.zeros((1, s.n)), np.eye(s.n)])}
    ops: list[Op] = []
    for name, value in model.values.items():
        for k in range(value.size):
            for sign in (STEP, -STEP):
                other = np.array(value, np.float64)
                other.flat[k] += sign
                op, extra = assignment(model, {**model.values, name: other}, f"p{len(ops)}-")
                arrays |= extra
                ops += [op, call(model, "one_step", "px", "ph"), call(model, "decode", "nodes")]
    back, extra = assignment(model, model.values, "back-")
    answers = student.calls(model, "one_step", [*ops, back], {**arrays, **extra})
    if len(answers) <= len(ops):
        model.generation = -1  # it is left with other values
        return None
    steps = [_entries(a, (len(px), s.n), s.d) for a in answers[1:-1:3]]
    decoders = [_decoded(a, (1 + s.n, s.o)) for a in answers[2:-1:3]]
    if any(e is None for e in steps) or any(e is None for e in decoders):
        return None
    size = np.abs(np.stack([e for e in steps if e is not None])).max(axis=0)
    return _differences(steps), _differences(decoders), size


def _differences(entries: list[Array | None]) -> Array:
    stacked = np.stack([e for e in entries if e is not None])
    slopes: Array = (stacked[::2] - stacked[1::2]) / (2 * STEP)
    slopes[np.abs(slopes) < 1e-8] = 0.0  # rounding
    return slopes


def numbers(answer: Answer, shape: tuple[int, ...]) -> Array | None:
    """Return the numbers of an answer that is a finite array of a shape, else None."""
    value = answer.value
    if value is None or value.array is None or value.shape != shape or not np.all(np.isfinite(value.array)):
        return None
    return value.array.astype(np.float64)


def _entries(answer: Answer, shape: tuple[int, ...], d: int) -> Array | None:
    probed = numbers(answer, shape)
    step = None if probed is None else step_from(probed, d)
    return None if step is None else np.concatenate([step.W_i.ravel(), step.W_h.ravel(), step.b])


def _decoded(answer: Answer, shape: tuple[int, ...]) -> Array | None:
    found = numbers(answer, shape)
    if found is None:
        return None
    decoder = decoder_from(found)
    return np.concatenate([decoder.D.ravel(), decoder.e])
