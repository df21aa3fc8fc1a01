"""Whether a step is, unit by unit, another function of its sum W_i x + W_h h + b_h than tanh. Imported by diagnosis.

Then that function is the wrong activation, whichever it is; no program of the corpus need know it. What is a tanh
somewhere (scaled, shifted, clipped, rounded) is left without a name.
"""

from __future__ import annotations

import itertools

import numpy as np

from autograder.arrays import Array
from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, close

SIZE = Sizes(b=144, d=2, n=3, o=2)
STEP = 1e-5
SCALES = (1.0, 4.0, 12.0)
"""Of x and h: where activations bend, where they are flat, and beyond a threshold that few sums reach."""
ALONE = 1e-5
"""How far slopes may be from one direction; central differences are right to 1e-10."""
TANH = 1e-8
"""How far y' may be from a quadratic in y, and a constant one from itself; differences are right to 1e-10."""
SHARE = 0.2
"""A share of the points that lie on one tanh says that it is one, altered elsewhere."""
POLE = 30.0
"""How many times steeper than nine in ten a point may be: by a pole, as tan has, differences say nothing."""
LEAST, MOST = 8, 20
"""Points of a unit that must move, and that are looked at."""


def another_function_of_the_sum(student: Student) -> bool:
    """Tell whether every unit is one function of its own sum alone, neither linear nor tanh at any part of it.

    y = A tanh(s) + C alone has a slope that is a quadratic in y, open below, and no constant; of tan it opens above.
    """
    if student.dtype != "float64":
        return False  # differences of rounded numbers show too little
    asked = _values_and_slopes(student)
    if asked is None:
        return False
    y, slopes = asked  # (points, n), (points, n, d + n)
    for unit in range(SIZE.n):
        sizes = np.linalg.norm(slopes[:, unit], axis=1)
        moving = sizes[sizes > 0]  # below a threshold, most may stand still
        told_well = sizes <= POLE * (np.quantile(moving, 0.9) if moving.size else 0.0)
        values, along = y[told_well, unit], _along_one_direction(slopes[told_well, unit])
        if along is None or _linear(along) or _tanhs(values, along) or _somewhere_tanh(values, along):
            return False
    return True


def _values_and_slopes(student: Student) -> tuple[Array, Array] | None:
    """Return the answers at drawn points and their derivatives by every entry of x and h."""
    rng = student.draws.stream("elementwise")
    scale = np.repeat(SCALES, SIZE.b // len(SCALES))[:, None]
    z = scale * rng.standard_normal((SIZE.b, SIZE.d + SIZE.n))
    moves = [np.zeros(z.shape[1])]
    moves += [sign * STEP * e for e in np.eye(z.shape[1]) for sign in (1, -1)]
    model = student.model(SIZE, "elementwise")
    arrays: dict[str, Array] = {}
    for k, move in enumerate(moves):
        arrays[f"x{k}"], arrays[f"h{k}"] = np.split(z + move, [SIZE.d], axis=1)
    turned = np.roll(np.arange(SIZE.b), 5)
    arrays |= {"turned x": arrays["x0"][turned], "turned h": arrays["h0"][turned]}
    ops = [call(model, "one_step", f"x{k}", f"h{k}") for k in range(len(moves))]
    ops += [call(model, "one_step", "turned x", "turned h"), call(model, "one_step", "x0", "h0")]
    try:
        answers = student.calls(model, "one_step", ops, arrays)
    except Mismatch:
        return None
    found = [a.value.array for a in answers if a.error is None and a.value is not None]
    if len(found) < len(ops) or any(a is None or a.shape != (SIZE.b, SIZE.n) for a in found):
        return None
    values = np.stack([np.asarray(a, dtype=np.float64) for a in found])
    if not np.all(np.isfinite(values)):
        return None
    permuted, again = values[-2:]
    if not np.array_equal(again, values[0]) or not close(permuted, values[0][turned], 1e-10):
        return None  # what counts its calls, or treats rows by their place, is no function of the sum
    slopes = (values[1:-2:2] - values[2:-2:2]) / (2 * STEP)  # (d + n, b, n)
    return values[0], slopes.transpose(1, 2, 0)


def _along_one_direction(slopes: Array) -> Array | None:
    """Return the slopes (points,) along the direction that all of them (points, d + n) have; None if they differ."""
    steepest = slopes[int(np.abs(slopes).sum(axis=1).argmax())]
    size = float(np.linalg.norm(steepest))
    if size < 1e-3:
        return None
    direction = steepest / size
    along: Array = slopes @ direction
    off = np.abs(slopes - np.outer(along, direction)).max()
    return along if off < ALONE * max(1.0, size) else None


def _linear(along: Array) -> bool:
    return float(np.ptp(along)) < TANH * float(np.abs(along).max())


def _tanhs(y: Array, along: Array) -> bool:
    """Tell whether the unit is tanh applied again and again: undone so often, it is linear."""
    inner, slope = y, along
    for _ in range(4):
        told = np.abs(inner) < 0.99  # beyond, atanh loses digits
        if told.sum() < LEAST:
            return False
        inner = inner[told]
        slope, inner = slope[told] / (1 - inner**2), np.arctanh(inner)
        if np.ptp(slope) < 1e-6 * float(np.abs(slope).max()):
            return True
    return False


def _somewhere_tanh(y: Array, along: Array) -> bool:
    """Tell whether a share of the points where the unit moves lies on one A tanh(s) + C."""
    moving = np.flatnonzero(np.abs(along) > 1e-3 * np.abs(along).max())[:MOST]
    y, along = y[moving], along[moving] / np.abs(along).max()
    if len(y) < LEAST:
        return True  # too little is seen of it
    threes = np.array(list(itertools.combinations(range(len(y)), 3)))
    at = y[threes][:, :, None] ** np.array([2, 1, 0])
    told = np.abs(np.linalg.det(at)) > 1e-9
    curves = np.linalg.solve(at[told], along[threes[told]][:, :, None])  # (m, 3, 1)
    near = np.abs((y[:, None] ** np.array([2, 1, 0]) @ curves)[:, :, 0] - along) < TANH  # (m, points)
    bent = -curves[:, 0, 0] * float(np.ptp(y)) ** 2 > 1e-2  # slopes are positive along the steepest one
    lying = [along[row] for row in near[bent & (near.sum(axis=1) >= max(5, SHARE * len(y)))]]
    return any(np.ptp(slopes) > 1e-2 for slopes in lying)
