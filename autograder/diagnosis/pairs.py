"""Which state predicts which target in a wrong loss, read off its numbers. Imported by diagnosis.

The model is scripted, so that every term l(prediction from h_s, y_t) is known; a loss that is a weighted sum of such
terms gives up its weights to least squares over more draws than weights, whatever the code looks like. The weights
say the shift, the steps left out, sequences that no longer face each other, and a sum in the place of a mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks import loss_routes, loss_together
from autograder.examiner.checks.loss_routes import Case
from autograder.examiner.questions import Sizes
from autograder.examiner.student import Student

from .criteria import CRITERIA, Criterion

ALONE = Sizes(3, 1, 3, 2, 3)
TOGETHER = Sizes(3, 2, 3, 2, 3)
"""d = o, so that a loss against the inputs can be computed at all; first one sequence, then two."""
SPARE = 8
"""Draws beyond the number of weights: what a false form would have to meet by chance."""
EXACT = {"float64": 1e-7, "float32": 2e-4}
ZERO = -1
"""The number of the state that is all zeros, beside 0 .. l."""

Pair = tuple[int, int, int, int]
"""State s, target t (from 1), and the sequences of both."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What a loss may be made of: a criterion, where the states come from, and which targets are held against."""

    criterion: Criterion
    states: Callable[[Case], Array]
    ignores_h0: bool
    targets: str


def names(student: Student, kind: str) -> list[str] | None:
    """Return the ids that a kind's wrong loss shows: [] where it shows none, None where it is no such sum."""
    alone = _draws(student, ALONE, kind)
    form, weights = _fitting(alone, kind, EXACT[student.dtype])
    if form is None:
        return None
    together = _draws(student, TOGETHER, kind)
    both = _weights(together, form, EXACT[student.dtype])
    if both is None or not _even(weights) or not _even(both):
        return None
    faced = {p for p in both if p[2] == p[3] or p[0] == ZERO}
    steps = {(s, t) for s, t, _, _ in weights}
    scrambled = len(faced) < len(both)
    if not scrambled and {(s, t) for s, t, _, _ in both} != steps:
        return None
    if len({(t, j) for _, t, _, j in both}) < len(both):
        return None  # a target that faces several predictions has not lost its own
    scale = _scale(
        (ALONE, sum(weights.values()), len(weights)), (TOGETHER, sum(both.values()), len(both) // TOGETHER.b)
    )
    shift = _shift(steps, ALONE.l, form.ignores_h0)
    if scale is None or shift is None:
        return None
    shift = (
        ["loss-against-inputs"] if form.targets == "x" else shift
    )  # what an input should face, no one says
    found = [*form.criterion.names, *shift]
    found += ["loss-scrambled-axes"] if scrambled else []
    return [*found, "loss-sum"] if scale else found


def _draws(student: Student, sizes: Sizes, kind: str) -> list[tuple[Case, float]]:
    """Ask for losses over as many draws as any form has weights, and some more; none where it raises."""
    cells = ((sizes.l + 1) * sizes.b + 1) * sizes.l * sizes.b
    tags = [f" pairs {k}" for k in range(cells + SPARE)]
    cases = [loss_routes.scripted(student, "scripted", sizes, kind, tag) for tag in tags]
    losses = loss_together.numbers(student, cases)
    return [(c, v) for c, v in zip(cases, losses) if v is not None] if None not in losses else []


def _fitting(
    draws: list[tuple[Case, float]], kind: str, exact: float
) -> tuple[_Form | None, dict[Pair, float]]:
    """Return the first form that fits, and its weights."""
    if draws:
        for criterion, (states, ignores), targets in product(CRITERIA[kind], _STATES, ("y", "x")):
            form = _Form(criterion, states, ignores, targets)
            weights = _weights(draws, form, exact)
            if weights:
                return form, weights
    return None, {}


def _weights(draws: list[tuple[Case, float]], form: _Form, exact: float) -> dict[Pair, float] | None:
    """Return the weight of each term; None where the losses are no sum of them."""
    if not draws:
        return None
    s = draws[0][0].sizes
    cells = [(k, i) for k in range(s.l + 1) for i in range(s.b)] + [(ZERO, 0)]
    pairs = [(k, t, i, j) for (k, i), t, j in product(cells, range(1, s.l + 1), range(s.b))]
    rows, losses = [], []
    for case, got in draws:
        weights = case.arrays
        history = form.states(case)
        known = np.concatenate([history.reshape(-1, s.n), np.zeros((1, s.n))])
        predictions = known @ weights["D"] + weights["e"]
        rows.append(form.criterion.terms(predictions, _targets(case, form.targets)).ravel())
        losses.append(form.criterion.inner(got))
    matrix, want = np.stack(rows), np.array(losses)
    if not np.all(np.isfinite(want)):
        return None
    fitted = np.linalg.lstsq(matrix, want, rcond=None)[0]
    if not np.all(np.abs(matrix @ fitted - want) <= exact * (1 + np.abs(want))):
        return None
    least = max(1e-3, 10 * exact)  # the smallest true weight is 1 / (l b o)
    return {p: float(w) for p, w in zip(pairs, fitted) if abs(w) > least}


def _targets(case: Case, which: str) -> Array:
    """Return the targets of every step and sequence, (l b, ...)."""
    y, x = case.y, case.arrays["table_x"]
    if which == "y":
        return y.reshape(-1, *y.shape[2:])
    return x.argmax(-1).reshape(-1) if y.dtype.kind == "i" else x.reshape(-1, x.shape[-1])


def _even(weights: Mapping[Pair, float]) -> bool:
    values = list(weights.values())
    return bool(values) and bool(np.allclose(values, values[0], rtol=1e-2)) and values[0] > 0


def _scale(*seen: tuple[Sizes, float, int]) -> bool | None:
    """Tell whether the terms are summed over something, from the sums of weights; None where a factor is odd.

    Each comes with its sizes and the number of steps that count. Of steps left out, a mean may divide by all l.
    """
    if all(abs(total - 1) < 1e-2 or abs(total - m / s.l) < 1e-2 for s, total, m in seen):
        return False
    for over_all, powers in product((True, False), product((0, 1), repeat=3)):
        factors = [
            (s.l if over_all else m) ** powers[0] * s.b ** powers[1] * s.o ** powers[2] for s, _, m in seen
        ]
        if any(powers) and np.allclose([total for _, total, _ in seen], factors, rtol=1e-2):
            return True
    return None


def _shift(steps: set[tuple[int, int]], l: int, ignores_h0: bool) -> list[str] | None:
    """Return what pairs (state, target) say: ids, [] where they are right, None where a target faces several states."""
    of = {t: s for s, t in steps}
    if len(of) < len(steps):
        return None
    first = ["initial-state-ignored"] if ignores_h0 or of.get(1) == ZERO else []
    of = {t: 0 if s == ZERO and t == 1 else s for t, s in of.items()}
    asked, shifts = sorted(of), {t - s for t, s in of.items()}
    if ZERO in of.values():
        return None
    if asked == [l] and shifts <= {0, 1}:
        return [*first, "loss-last-step-only"]
    if shifts == {0} and len(asked) >= l - 1:
        return [*first, "loss-not-shifted"]
    if shifts == {1}:
        missing = {tuple(range(1, l + 1)): [], tuple(range(2, l + 1)): ["loss-first-prediction-missing"]}
        return None if tuple(asked) not in missing else [*first, *missing[tuple(asked)]]
    later = {t: s for t, s in of.items() if t > 1}
    if len(later) > 1 and (len(set(of.values())) == 1 or all(t - s == 1 for t, s in later.items())):
        return None  # one state for every target, or the first target's alone is another: no shift
    return [*first, "loss-wrong-shift"]


def _table(case: Case) -> Array:
    return case.arrays["states"]


def _from_zeros(case: Case) -> Array:
    """Return what the script answers when all the inputs are given with zeros in place of h_0."""
    a, x = case.arrays, case.arrays["table_x"]
    return np.concatenate([a["states"][:1], np.cos(x @ a["A"] + x.mean(0, keepdims=True) @ a["B"])])


def _from_zeros_by_steps(case: Case) -> Array:
    """Return what it answers step by step from zeros."""
    a, h = case.arrays, np.zeros_like(case.arrays["states"][0])
    passed = [a["states"][0]]
    for x in a["table_x"]:
        h = np.cos(x @ (a["A"] + a["B"]) + h @ a["C"])
        passed.append(h)
    return np.stack(passed)


_STATES: tuple[tuple[Callable[[Case], Array], bool], ...] = (
    (_table, False),
    (_from_zeros, True),
    (_from_zeros_by_steps, True),
)


def last_alone(student: Student, kind: str, s: Sizes = Sizes(7, 2, 3, 2, 3)) -> bool:
    """Tell whether the losses of seven steps are the same whatever the first six targets are."""
    found = loss_routes.case(student, "scripted", s, kind)
    y = found.y.copy()
    y[:-1] = np.roll(y[:-1], 1, axis=-1) if kind == "observations" else (y[:-1] + 1) % s.o
    first, other = loss_together.numbers(
        student, [found, replace(found, y=y, arrays={**found.arrays, "y": y})]
    )
    return first is not None and other is not None and bool(np.isclose(first, other, rtol=1e-6))
