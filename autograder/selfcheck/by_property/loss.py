"""Properties of a wrong `training_loss`: which y meets which state, what is made of a prediction. For the package.

The loss is asked about a scripted model whose states are a table, so that a single state can be moved alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks.loss_routes import FN, Case, case, routes
from autograder.examiner.questions import Op, Sizes
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.model import Finding

from .property import Property, numbers, table

SIZES = Sizes(l=3, b=2, d=4, n=4, o=4)
"""d = o: a loss that takes x for y runs."""

_KEYS = ("training_loss.value", "training_loss.no_gradient", "not_finite", "raised", "wrong_type")
"""Where the loss has something to say at the sizes asked here, whatever it did at those of the check."""
_TINY = 1e-5
"""Beyond rounding in float32; what y and a state do together is about 0.1."""


def explain(student: Student, finding: Finding) -> Property | None:
    """Return what is seen of a loss with wrong terms."""
    if finding.key not in _KEYS:
        return None
    kinds = [str(finding.args["kind"])] if "kind" in finding.args else ["classes", "observations"]
    for kind in kinds:
        for route in (r for r in routes(student) if "scripted" in r):
            try:
                found = case(student, route, SIZES, kind)
                seen = _pairs(student, found)
            except Mismatch:
                continue
            if seen is not None:
                return seen
    return None


def _losses(student: Student, found: Case, variants: Sequence[Mapping[str, Array]]) -> Array:
    """Return the loss of a case for each set of changed arrays, asked at once.

    Raises:
        Mismatch: one of them is no number.
    """
    arrays: dict[str, Array] = {}
    ops: list[Op] = []
    for k, changes in enumerate(variants):
        given = {**found.arrays, **changes}
        arrays |= {f"{name}.{k}": value for name, value in given.items()}
        scripted, *rest = found.op["args"]
        names = {key: f"{name}.{k}" for key, name in scripted["scripted"].items()}
        args = [{"scripted": names}, *({"array": f"{a['array']}.{k}"} for a in rest)]
        ops.append({"op": "call", "model": "", "fn": FN, "args": args})
    answers = student.calls(None, FN, ops, arrays)
    values = [a.value.array for a in answers if a.value is not None and a.error is None]
    if len(values) != len(ops) or any(v is None or v.size != 1 for v in values):
        raise Mismatch(Finding("depends_on", {"exercise": FN}))
    return np.array([float(v.reshape(-1)[0]) for v in values if v is not None])


def _with_state(found: Case, t: int, i: int, by: float = 0.5) -> dict[str, Array]:
    """Return the arrays in which h_t of sequence i is moved, in the table and, for h_0, where it is given."""
    states, h0 = found.arrays["states"].copy(), found.arrays["h0"].copy()
    states[t, i] += by * np.arange(1, states.shape[2] + 1)
    h0[i] = states[0, i]
    return {"states": states, "h0": h0}


def _with_target(found: Case, t: int, i: int) -> dict[str, Array]:
    y = found.arrays["y"].copy()
    place = (i, t) if found.route.endswith("turned") else (t, i)
    y[place] = (y[place] + 1) % SIZES.o if y.dtype.kind == "i" else y[place] + 1.0
    return {"y": y}


def _pairs(student: Student, found: Case) -> Property | None:
    """Say which y_t meets which h_s: the two changed together do more, or less, than each alone."""
    s = SIZES
    ys = [(t, i) for t in range(s.l) for i in range(s.b)]
    hs = [(t, i) for t in range(s.l + 1) for i in range(s.b)]
    moved_y, moved_h = [_with_target(found, *p) for p in ys], [_with_state(found, *p) for p in hs]
    both = [{**a, **b} for a in moved_y for b in moved_h]
    *values, again = _losses(student, found, [{}, *moved_y, *moved_h, *both, {}])
    if abs(again - values[0]) > _TINY:
        return None  # two answers to one question: nothing can be said of either
    base, of_y, of_h = (
        values[0],
        np.array(values[1 : 1 + len(ys)]),
        np.array(values[1 + len(ys) :][: len(hs)]),
    )
    joint = np.array(values[1 + len(ys) + len(hs) :]).reshape(len(ys), len(hs))
    meets = np.abs(joint - of_y[:, None] - of_h[None] + base) > _TINY  # (l * b, (l + 1) * b)
    if not np.any(np.abs(of_y - base) > _TINY):
        return Property("loss.targets_ignored", {})
    by_place = meets.reshape(s.l, s.b, s.l + 1, s.b)
    pairs = by_place.any((1, 3))  # (l, l + 1): y_1 .. y_l against h_0 .. h_l
    rows, columns = [f"y_{t + 1}" for t in range(s.l)], [f"h_{t}" for t in range(s.l + 1)]
    drawn = {"table": table(rows, columns, pairs)}
    if all(by_place[t, i, t, i] for t, i in ys):  # each y_t meets h_{t-1}, and may be others
        seen = _criterion(student, found)
        return Property("loss.not_a_sum", drawn) if seen is None and pairs[:, :-1].all() else seen
    moves = np.abs(of_h - base).reshape(s.l + 1, s.b).min(1) > _TINY
    in_place = not (pairs & ~np.eye(s.l, s.l + 1, dtype=bool)).any()
    if in_place and moves[:-1].all() and (seen := _criterion(student, found)) is not None:
        return seen
    if by_place[:, 0, :, 1].any() or by_place[:, 1, :, 0].any():
        return Property("loss.across_sequences", drawn)
    return _shift(pairs, np.abs(of_y - base).reshape(s.l, s.b).max(1) > _TINY, drawn)


def _shift(pairs: Array, heard: Array, drawn: Mapping[str, str]) -> Property | None:
    length = len(pairs)
    if np.array_equal(pairs[:, 1:], np.eye(length, dtype=bool)) and not pairs[:, 0].any():
        return Property("loss.sees_the_answer", drawn)
    if not heard[:-1].any():
        return Property("loss.last_alone", drawn)
    if not heard[0] and not pairs[0].any() and heard[1:].all():
        return Property("loss.first_missing", drawn)
    others_right = np.array_equal(pairs[1:, 1:-1], np.eye(length - 1, dtype=bool))
    if not pairs[0].any() and (others_right or not pairs.any()):
        return Property("loss.start_ignored", drawn)
    astray = pairs & ~np.eye(length, length + 1, dtype=bool)
    if astray.any() and pairs.sum(1).max() == 1:
        return Property("loss.shifted", drawn)
    return None


def _criterion(student: Student, found: Case) -> Property | None:
    """Say what is made of a prediction and its y, where each y_t meets the right state."""
    return _of_classes(student, found) if found.kind == "classes" else _of_observations(student, found)


def _of_classes(student: Student, found: Case) -> Property | None:
    s, y = SIZES, found.y
    sure = np.concatenate([np.eye(s.o)[y], np.zeros((1, s.b, s.n))])  # n = o: each state is its prediction
    plain = {"states": sure, "h0": sure[0], "D": 40.0 * np.eye(s.o), "e": np.zeros(s.o)}
    tilted = found.arrays["D"].copy()
    tilted[0] = 1.0  # the first coordinate of a state adds to all the scores of its prediction
    level = found.arrays["states"].copy()
    level[1, 0, 0] += 1.0
    of_sure, before, after = _losses(student, found, [plain, {"D": tilted}, {"D": tilted, "states": level}])
    if abs(after - before) > _TINY:
        return Property("loss.level", dict(zip(("before", "after"), numbers([before, after]))))
    floor = np.log(1.0 + (s.o - 1) / math.e)  # what scores between 0 and 1 can come to at best
    if any(abs(of_sure - floor * k) < 1e-3 * k for k in (1, s.l, s.b, s.l * s.b)):
        return Property("loss.squeezed", {"got": numbers([of_sure])[0]})
    return None


def _of_observations(student: Student, found: Case) -> Property | None:
    rng = student.draws.stream("property errors")
    errors = 0.25 + rng.random(found.predictions.shape)

    def off(by: float) -> dict[str, Array]:
        y = found.predictions + by * errors
        return {"y": np.ascontiguousarray(y.swapaxes(0, 1)) if found.route.endswith("turned") else y}

    once, twice = _losses(student, found, [off(1.0), off(2.0)])
    if once <= _TINY or abs(twice / once - 4.0) < 1e-4:
        return None
    once, twice = numbers([once, twice])
    return Property(
        "loss.not_squared", {"once": once, "twice": twice, "ratio": numbers([twice / once], 3)[0]}
    )
