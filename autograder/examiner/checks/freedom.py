"""Whether W_i, W_h and b_h are free: each entry of them a parameter of its own. Imported by the checks of one_step.

Each parameter is moved by a little, and the identified entries are looked at: where fewer directions come out than
there are entries, some are tied to one another, or to the decoder.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autograder.arrays import Array

from ..identify import Step, decoder_from, probes, step_from
from ..questions import Model, Sizes, raised
from ..student import Student
from ..verdict import close, mismatch
from .settings import ask_over, flat, movable, numbers

SIZES = (Sizes(b=1, d=2, n=2, o=2), Sizes(b=1, d=1, n=3, o=2))
"""All sizes equal, where a matrix may stand in for another, and n alone larger, where it can't."""
STEP = 1e-4
"""Central differences of entries that are products of parameters are exact; others are right to 1e-8."""
NO_DIRECTION = 1e-5
"""Of the greatest singular value; right programs that scale their weights by 1/1000 have 1e-3."""
NOTHING = 1e-9
"""An entry that is no more than that is zero."""
MOST = 400
"""Parameters at these sizes beyond which the question is left; the formula has 16, plain programs up to 30."""
ALIKE = 12
"""Draws of all parameters, in which two entries that are free are not the same multiple of one another."""


def parameters_are_free(student: Student) -> None:
    """Raise where entries of a right step move together. In float64 alone, where small differences are exact.

    Entries that no parameter moves are told by other checks, and a decoder of any form is let be.
    """
    if student.dtype == "float64":
        for s in SIZES:
            student.once(f"parameters are free {s}", lambda s=s: _are_free(student, s))  # type: ignore[misc]
        student.once("no two alike", lambda: _no_two_are_alike(student))


def _no_two_are_alike(student: Student) -> None:
    """Raise where, at the sizes of a training, a weight is always zero or two entries always move together."""
    drawn = _drawn(student)
    if drawn is None:
        return
    s, entries = drawn
    apart = entries - entries.mean(axis=0)
    size = np.sqrt((apart**2).sum(axis=0))
    parts = (apart / np.maximum(size, NOTHING)).T[size > NOTHING]
    tied = np.any(np.abs(np.triu(parts @ parts.T, 1)) > 1 - NOTHING, axis=0)
    if np.any(tied):
        free, moved = len(parts) - int(np.sum(tied)), len(parts)
        raise mismatch("one_step.tied", names="W_i, W_h, b_h", free=free, entries=moved)
    most, cut = np.abs(entries).max(axis=0), s.n * s.d  # of all draws: by chance one is near zero
    for name, m in (("W_i", most[:cut].reshape(s.n, s.d)), ("W_h", most[cut : -s.n].reshape(s.n, s.n))):
        if np.any(m <= NOTHING):
            rows = np.flatnonzero(np.any(m <= NOTHING, axis=1))[:4]
            raise mismatch("one_step.not_any_matrix", name=name, matrix=m[rows][:, :4], sizes=s.only("dn"))


def _drawn(student: Student) -> tuple[Sizes, Array] | None:
    """Return the entries of W_i, W_h and b_h, a row for each draw of all parameters, at the sizes of a training."""
    return student.once("drawn entries", lambda: _draw(student))


def _draw(student: Student) -> tuple[Sizes, Array] | None:
    rng = student.draws.stream("sizes alike")
    d, n = (int(rng.integers(*ends)) for ends in ((3, 9), (6, 18)))
    s = Sizes(b=1, d=d, n=n, o=2)
    model = student.ready(student.model(s, "alike"))
    names = movable(model)
    if not names:
        return None
    settings = 0.2 * rng.standard_normal((ALIKE, len(flat(model, names))))
    probed = _probed(student, model, names, settings)
    steps = [] if probed is None else [step_from(p, d) for p in probed]
    rows = [_in_a_row(step) for step in steps if step is not None]
    return (s, np.stack(rows)) if len(rows) == ALIKE else None


def every_entry_moves(student: Student) -> None:
    """Raise where no parameter moves an entry of a right step that was asked before: it has kept what it read then."""
    if student.dtype != "float64":
        return
    if (drawn := _drawn(student)) is not None:
        s, entries = drawn
        names = np.repeat(["W_i", "W_h", "b_h"], (s.n * s.d, s.n * s.n, s.n))
        still = (np.ptp(entries, axis=0) == 0) & (np.abs(entries[0]) > NOTHING)
        if np.any(still):
            raise mismatch("one_step.read_once", name=str(names[still][0]))
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
    s, names = model.sizes, movable(model)
    values = flat(model, names)
    if not 0 < len(values) <= MOST:
        return None
    nudges = STEP * np.eye(len(values))
    nudged = values + np.stack([nudges, -nudges], axis=1).reshape(
        -1, len(values)
    )  # up, down, the next one up
    probed = _probed(student, model, names, nudged)
    if probed is None:
        return None
    steps = [step_from(p, s.d) for p in probed]
    if any(step is None for step in steps):
        return None
    entries = np.stack([_in_a_row(step) for step in steps if step is not None])
    slopes = _differences(entries)
    decoder = _moved_decoder(student, model, names, nudged, np.abs(slopes).max(axis=1) > 0)
    return slopes, decoder, np.abs(entries).max(axis=0)


def _moved_decoder(
    student: Student, model: Model, names: Sequence[str], nudged: Array, of_step: NDArray[np.bool_]
) -> Array:
    """Return the slopes of the decoder's entries; no column where none moves with the step, or is told."""
    s, values = model.sizes, flat(model, names)
    arrays = {"nodes": np.vstack([np.zeros((1, s.n)), np.eye(s.n)])}
    others = values + 0.1 * of_step * student.draws.stream("moved together").standard_normal(len(values))

    def decoded(settings: Array) -> Array | None:
        answer = ask_over(student, model, "decode", ["nodes"], arrays, names, settings)
        found = numbers(answer, (len(settings) + 1, 1 + s.n, s.o))
        if found is None or (np.array_equal(settings[0], values) and not close(found[-1], found[0], 1e-12)):
            return None  # the last is asked with the numbers of the first: dropout, say
        decoders = [decoder_from(d) for d in found[:-1]]
        return np.stack([np.concatenate([d.D.ravel(), d.e]) for d in decoders])

    nothing = np.zeros((len(values), 0))
    apart = decoded(np.stack([values, others]))
    if apart is None or close(apart[1], apart[0], 1e-12):
        return nothing
    found = decoded(nudged)
    return nothing if found is None else _differences(found)


def _probed(student: Student, model: Model, names: Sequence[str], settings: Array) -> Array | None:
    """Return the step's answers (k, 1 + d + n, n) to the probes with each setting; None where it gives no numbers.

    Raises:
        Mismatch: the step raises.
    """
    s = model.sizes
    px, ph = probes(s.d, s.n)
    answer = ask_over(student, model, "one_step", ["px", "ph"], {"px": px, "ph": ph}, names, settings)
    if answer.error is not None:
        raise raised("one_step", answer, {**s.only("dn"), "b": len(px)})
    found = numbers(answer, (len(settings) + 1, len(px), s.n))
    return None if found is None else found[:-1]


def _in_a_row(step: Step) -> Array:
    return np.concatenate([step.W_i.ravel(), step.W_h.ravel(), step.b])


def _differences(entries: Array) -> Array:
    slopes: Array = (entries[::2] - entries[1::2]) / (2 * STEP)
    slopes[np.abs(slopes) < 1e-8] = 0.0  # rounding
    return slopes
