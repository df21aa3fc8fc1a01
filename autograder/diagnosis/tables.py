"""Which known forms can be the student's step at all, from a table of each. Imported by the naming of steps.

Most forms are, unit by unit, a function of the sum W_i x + W_h h + b_h. Its values over a range of sums are asked once
for a class; the weights are then fitted to the student's answers in numpy, all forms at once. A form that comes nowhere
near them is out; one that does is fitted again by questions, as exactly as a name asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from autograder.arrays import Array
from autograder.examiner.questions import Sizes, assignment, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch

from .panel import Suspect

ONE_UNIT, TWO_UNITS = Sizes(d=1, n=1, o=2), Sizes(d=2, n=2, o=2)
END, CELLS = 48.0, 24_000
"""The sums of a table lie between -END and END; beyond, its ends go on as straight lines."""
HUGE = 1e6
CHECKED = 40
TRUE = 1e-3
"""How near a table must come to a form at drawn parameters: interpolation is right to 1e-5 where a form has no jump."""
NEAR = 1e-4
"""How near a fitted table must come to the answers, and all but how many: a jump may lie within a cell of the table."""
BUT = 2
ITERATIONS = 40
STARTS = 24


def possible(suspects: Sequence[Suspect], x: Array, h: Array, y: Array) -> list[Suspect]:
    """Return the suspects that may give the answers y (b, n) to x (b, d) and h (b, n), with parameters of their own.

    Those that are no function of one sum, unit by unit, are among them, whatever the answers; but not one that is
    constant where there is one unit, if these answers are of one unit.
    """
    tables = [s.recall("table", lambda s=s: _table(s)) for s in suspects]  # type: ignore[misc]
    of_sum = [table for table in tables if table is not None and len(table)]
    near: Iterator[bool] = iter(())
    if of_sum:
        known = np.hstack([x, h, np.ones((len(x), 1))])
        near = iter(np.all([_come_near(np.array(of_sum), known, unit) for unit in y.T], axis=0))
    several = y.shape[1] > 1
    return [
        s for s, table in zip(suspects, tables) if table is None or (next(near) if len(table) else several)
    ]


def _table(suspect: Suspect) -> Array | None:
    """Return a form's values at the sums -END .. END; None where it is not, unit by unit, its sum's function alone.

    A softmax of one unit is constant: there is nothing in its table.
    """
    sums = np.linspace(-END, END, CELLS + 1)
    plain = (np.ones((1, 1)), np.zeros((1, 1)), np.zeros(1))
    values = _answers(suspect.student, ONE_UNIT, sums[:, None], np.zeros((len(sums), 1)), *plain)
    if values is None:
        return None
    if np.ptp(np.nan_to_num(values)) == 0.0:
        return np.zeros(0)
    table: Array = np.clip(np.nan_to_num(values[:, 0], nan=HUGE), -HUGE, HUGE)
    for s in (ONE_UNIT, TWO_UNITS):
        rng = np.random.default_rng(0)
        W_i, W_h, b = (rng.standard_normal(shape) for shape in ((s.n, s.d), (s.n, s.n), (s.n,)))
        x, h = (3 * rng.standard_normal((CHECKED, k)) for k in (s.d, s.n))
        found = _answers(suspect.student, s, x, h, W_i, W_h, b)
        if found is None:
            return None
        off = np.abs(np.interp(x @ W_i.T + h @ W_h.T + b, sums, table) - found) / (1 + np.abs(found))
        if not np.sort(off, axis=None)[-1 - BUT] < TRUE:
            return None
    return table


def _answers(
    student: Student, size: Sizes, x: Array, h: Array, W_i: Array, W_h: Array, b: Array
) -> Array | None:
    """Return a form's next states (b, n) with some parameters; None where it has others, or gives none."""
    model = student.model(size, "table")
    own: dict[str, Array] = {"W_i.weight": W_i, "W_h.weight": W_h, "W_i.bias": b}
    on_cat = (np.hstack([W_i, W_h]), b)
    try:
        student.ready(model)
        others = [n for n in model.values if n not in own and not n.startswith("decoder")]
        shapes = [model.values[n].shape for n in others]
        if not set(own) <= set(model.values) or (others and shapes != [a.shape for a in on_cat]):
            return None
        op, arrays = assignment(model, {**own, **dict(zip(others, on_cat))})
        ops = [op, call(model, "one_step", "x", "h")]
        answer = student.calls(model, "one_step", ops, {"x": x, "h": h, **arrays})[-1]
    except Mismatch:
        return None
    array = answer.value.array if answer.error is None and answer.value is not None else None
    return array.astype(np.float64) if array is not None and array.shape == h.shape else None


def _come_near(tables: Array, known: Array, y: Array) -> Array:
    """Tell of each table (forms, sums) whether it fits y (points,) at some sum of what is known (points, k)."""
    rng = np.random.default_rng(0)
    firsts = (len(y), len(y) // 2, known.shape[1])  # the last are probes, and give the slopes at zero
    affine = [np.linalg.lstsq(known[:m], y[:m], rcond=None)[0] for m in firsts]
    scaled = [scale * start for start in affine for scale in (1.0, -1.0, 4.0)]
    drawn = [
        s * rng.standard_normal(known.shape[1]) for s in np.resize((0.3, 1.0, 2.5), STARTS - len(scaled))
    ]
    form = np.repeat(np.arange(len(tables)), STARTS)
    theta = np.tile(np.vstack([*scaled, *drawn]), (len(tables), 1))  # (fits, k)
    damping = np.full(len(theta), 1e-2)
    unit = np.eye(known.shape[1])
    value, slope = _at(tables, form, theta @ known.T)
    cost = _cost(value - y)
    for _ in range(ITERATIONS):
        jacobian = slope[:, :, None] * known  # (fits, points, k)
        squares = jacobian.transpose(0, 2, 1) @ jacobian
        gradient = np.einsum("fpi,fp->fi", jacobian, y - value)
        diagonal = np.einsum("fii->fi", squares)[:, :, None] * unit + 1e-9 * unit
        step = np.linalg.solve(
            squares + damping[:, None, None] * diagonal + 1e-12 * unit, gradient[:, :, None]
        )
        tried, slopes = _at(tables, form, (theta + step[:, :, 0]) @ known.T)
        costs = _cost(tried - y)
        better = costs < cost
        theta = np.where(better[:, None], theta + step[:, :, 0], theta)
        value, slope = np.where(better[:, None], tried, value), np.where(better[:, None], slopes, slope)
        cost = np.where(better, costs, cost)
        damping = np.clip(np.where(better, damping / 5, damping * 5), 1e-8, 1e8)
    off = np.sort(np.abs(value - y), axis=1)[:, -1 - BUT]
    best: Array = np.full(len(tables), np.inf)
    np.minimum.at(best, form, off)
    near: Array = best < NEAR * max(1.0, float(np.abs(y).max()) / 10)
    return near


def _cost(residual: Array) -> Array:
    total: Array = np.sum(np.minimum(residual**2, HUGE**2), axis=1)
    return total


def _at(tables: Array, form: Array, z: Array) -> tuple[Array, Array]:
    """Return the value and the slope of each fit's table (fits,) at sums z (fits, points)."""
    place = (z + END) * (CELLS / (2 * END))
    cell = np.clip(place.astype(np.int64), 0, CELLS - 1)
    left, right = tables[form[:, None], cell], tables[form[:, None], cell + 1]
    return left + (right - left) * (place - cell), (right - left) * (CELLS / (2 * END))
