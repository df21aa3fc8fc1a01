"""Whether sequences are kept apart, and steps alike. Imported by diagnosis."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks import forward, layouts, one_step
from autograder.examiner.checks.common import returned
from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, close


def by_step(student: Student) -> str | None:
    """Name a forward that is a tanh step at every t, by the weights that each has; None where these say nothing.

    W_i, or W_h after the first step, is another: the weights are not shared. So it is where W_h is another at the first
    step alone, unless that is what becomes of h_0 scaled, or with its units in another order. A bias may hide anything
    that is added to x.
    """
    for l in (3, 40):  # those of few steps first: there may be no more layers than that
        found = _by_step(student, Sizes(l=l, b=24, d=2, n=3, o=2))
        if found is not None:
            return found
    return None


def _by_step(student: Student, s: Sizes) -> str | None:
    model = student.model(s)
    rng = student.draws.stream("by step")
    x, h = 0.5 * rng.standard_normal((s.l, s.b, s.d)), 0.5 * rng.standard_normal((s.b, s.n))
    answer = student.calls(model, "forward", [call(model, "forward", "x", "h")], {"x": x, "h": h})[0]
    try:
        value = returned("forward", answer, {})
        states = layouts.states_in(value, forward.layout_of(student), s)
    except Mismatch:
        return None
    if states is None or not np.all(np.abs(states) < 1):
        return None
    fits = []
    for t in range(s.l):
        before = h if t == 0 else states[t - 1]
        known = np.hstack([x[t], before, np.ones((s.b, 1))])
        want = np.arctanh(states[t])
        weights = np.linalg.lstsq(known, want, rcond=None)[0]
        if np.abs(known @ weights - want).max() > 1e-6:
            return None
        if np.ptp(states[t], axis=0).max() < 1e-9:
            return None  # a constant is no step
        fits.append(weights)
    W_i, W_h = [w[: s.d] for w in fits], [w[s.d : -1] for w in fits]
    if any(_other(a, b) for a, b in (*pairwise(W_i), *pairwise(W_h[1:]))):
        return "weights-not-shared"
    if not close(fits[1], fits[2], 1e-5) or not close(W_i[0], W_i[1], 1e-5):
        return None
    if np.abs(W_h[0]).max() < 1e-6:
        return "initial-state-ignored"
    same_bias = close(fits[0][-1], fits[1][-1], 1e-5)  # a layer that is applied to h_0 has one of its own
    return "weights-not-shared" if same_bias and _has_its_own(W_h[0], W_h[1]) else None


def _has_its_own(first: Array, others: Array) -> bool:
    """Tell whether the first matrix (n, n) is neither the others nor these for units of h that are scaled or moved."""
    if min(np.linalg.matrix_rank(first, 1e-4), np.linalg.matrix_rank(others, 1e-4)) < len(others):
        return False
    between = np.linalg.solve(others.T, first.T).T  # both are the transpose of W_h
    entries = np.abs(between) > 1e-4 * np.abs(between).max()
    return bool(entries.sum() > len(others))


def _other(a: Array, b: Array) -> bool:
    """Tell whether two fitted matrices are different, and not the same with x, or h, scaled."""
    return bool(np.linalg.matrix_rank(np.stack([a.ravel(), b.ravel()]), 1e-4) > 1)


def mixes_the_batch(student: Student) -> bool:
    """Tell whether a sequence's states depend on the other sequences that are given with it.

    The second is changed and the first looked at, and the other way round: some take all from one of them.
    """
    s = forward.STEP_SIZES[0]
    arrays = forward.question(student, s, "mixed")
    for patched, moved in ((False, 1), (False, 0), (True, 1), (True, 0)):
        try:
            both = forward.ask(student, student.model(s), s, "mixed", patched=patched)
            changed = {"x": arrays["x"].copy(), "h": arrays["h"].copy()}
            changed["x"][:, moved] += 1.0
            changed["h"][moved] += 1.0
            options = {}
            if patched:
                weights = forward.stand_in(student, s)
                changed, options = {**changed, **weights}, {"patch": {k: k for k in weights}}
            op = call(student.model(s), "forward", "x", "h", **options)
            other = student.calls(student.model(s), "forward", [op], changed)[0]
            name = forward.layout_of(student)
            a = layouts.states_in(returned("forward", both, {}), name, s)
            b = layouts.states_in(returned("forward", other, {}), name, s)
        except Mismatch:
            continue
        if a is not None and b is not None and not close(a[:, 1 - moved], b[:, 1 - moved], student.tolerance):
            return one_step_is_apart(student)
    return False


def one_step_is_apart(student: Student) -> bool:
    """Tell whether the student's own step keeps sequences apart, so that forward is what mixes them."""
    try:
        one_step.is_the_tanh_step(student, [forward.STEP_SIZES[0]])
    except Mismatch as error:
        return error.finding.key != "one_step.batch_mixed"
    return True


def step_mixes_the_batch(student: Student) -> bool:
    """Tell whether a sequence's next state changes when the others in the batch change, and only then.

    Asked of the first and of the last sequence: what adds up along the batch leaves one of them alone. Of few, and of
    more; and where the others are far off.
    """
    few = any(_mixes_in(student, b, kept) for b in (3, 40) for kept in (0, b - 1))
    return few or _mixes_in(student, 40, 0, LOUD)


LOUD = 10.0
"""By so many times as much the others are moved: what saturates mixes in less."""


def _mixes_in(student: Student, b: int, kept: int, loud: float = 1.0) -> bool:
    """Tell it of one sequence, which is kept while the others are moved."""
    s = Sizes(b=b, d=3, n=4)
    model = student.model(s)
    rng = student.draws.stream(f"step mixed {b} {kept}")
    arrays = {"x": rng.standard_normal((s.b, s.d)), "h": rng.standard_normal((s.b, s.n))}
    moves = loud * np.where(np.arange(b) == kept, 0.0, rng.standard_normal(b))[:, None]
    other = {k: a + moves for k, a in arrays.items()}
    rows = []
    for asked in (arrays, other, arrays, other):
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], asked)[0]
        if answer.value is None or answer.value.array is None or answer.value.shape != (s.b, s.n):
            return False
        rows.append(answer.value.array[kept : kept + 1])
    steady = all(close(a, b, student.tolerance) for a, b in zip(rows, rows[2:]))
    return steady and not close(rows[0], rows[1], student.tolerance)
