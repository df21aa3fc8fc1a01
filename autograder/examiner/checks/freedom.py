"""Whether W_i, W_h and b_h are free: each entry of them a parameter of its own. Imported by the checks of one_step.

Each parameter is moved by a little, and the identified entries are looked at: where fewer directions come out than
there are entries, some are tied to one another, or to the decoder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from autograder.arrays import Array
from autograder.handle import Answer

from ..identify import decoder_from, probes, step_from
from ..questions import Model, Op, Sizes, assignment, call, raised
from ..student import Student
from ..verdict import close, mismatch

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
    asked = _asked(
        student, model, _nudged(model), [call(model, "one_step", "px", "ph")], {"px": px, "ph": ph}
    )
    steps = [_entries(a, (len(px), s.n), s.d) for a in asked or []]
    if not steps or any(e is None for e in steps):
        return None
    size = np.abs(np.stack([e for e in steps if e is not None])).max(axis=0)
    slopes = _differences(steps)
    decoder = _moved_decoder(student, model, np.abs(slopes).max(axis=1) > 0)
    return None if decoder is None else (slopes, decoder, size)


def _moved_decoder(student: Student, model: Model, of_step: NDArray[np.bool_]) -> Array | None:
    """Return the slopes of the decoder's entries, without a column where no parameter of the step moves any."""
    s = model.sizes
    arrays = {"nodes": np.vstack([np.zeros((1, s.n)), np.eye(s.n)])}
    rng, others, start = student.draws.stream("moved together"), {}, 0
    for name, value in model.values.items():
        moved = of_step[start : start + value.size].reshape(value.shape)
        others[name] = np.array(value + 0.1 * moved * rng.standard_normal(value.shape), np.float64)
        start += value.size
    decode = [call(model, "decode", "nodes")]

    def decoded(settings: Sequence[Mapping[str, Array]]) -> list[Array | None]:
        return [
            _decoded(a, (1 + s.n, s.o))
            for a in _asked(student, model, settings, decode, arrays) or [Answer()]
        ]

    first, other = (*decoded([model.values, others]), None)[:2]
    if first is None or other is None:
        return None
    if close(other, first, 1e-12):
        return np.zeros((len(of_step), 0))
    found = decoded(_nudged(model))
    return None if any(e is None for e in found) else _differences(found)


def _nudged(model: Model) -> list[dict[str, Array]]:
    """Return what to give a model's parameters so that each number in turn is a little greater, and a little less.

    The one before is put back where it is another's turn: what is not given stays as it was.
    """
    found: list[dict[str, Array]] = []
    before: dict[str, Array] = {}
    for name, value in model.values.items():
        for k in range(value.size):
            for sign in (STEP, -STEP):
                other = np.array(value, np.float64)
                other.flat[k] += sign
                found.append({**before, name: other})
                before = {}
        if value.size:
            before = {name: value}
    return found


def _asked(
    student: Student,
    model: Model,
    settings: Sequence[Mapping[str, Array]],
    ops: Sequence[Op],
    arrays: Mapping[str, Array],
) -> list[Answer] | None:
    """Return the answers to ops with each setting of the parameters; None where one is not answered.

    Raises:
        Mismatch: the step raises.
    """
    all_ops: list[Op] = []
    given = dict(arrays)
    for number, values in enumerate([*settings, model.values]):
        op, extra = assignment(model, values, f"p{number}-")
        given |= extra
        all_ops += [op, *ops] if number < len(settings) else [op]
    answers = student.calls(model, "one_step", all_ops, given)
    if answers[-1].error is not None:
        model.generation = -1  # it is left with other values
        op = all_ops[len(answers) - 1]
        if op.get("fn") == "one_step":
            raise raised("one_step", answers[-1], {**model.sizes.only("dn"), "b": len(arrays["px"])})
        return None
    return [a for k, a in enumerate(answers[:-1]) if k % (1 + len(ops))]


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
