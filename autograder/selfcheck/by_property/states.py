"""Properties of a wrong `forward`: what has an effect on which state, in values and gradients. For the package."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks.common import returned
from autograder.examiner.checks.forward_asked import ask, layout_of, question, stand_in
from autograder.examiner.checks.layouts import states_in
from autograder.examiner.questions import Op, Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, close
from autograder.handle import Answer
from autograder.model import Finding

from .property import Property, numbers, table

FN = "forward"
SIZES = Sizes(l=4, b=2, d=7, n=3, o=6)
EFFECT = 1e-6
"""Beyond rounding in float32; four steps of the stand-in leave a hundred times as much of a change."""
LONG = Sizes(l=12, b=2, d=3, n=4, o=2)


def explain(student: Student, finding: Finding) -> Property | None:
    """Return what is seen of states that are not those of the recurrence, or that have no gradient."""
    if finding.key in ("no_gradient", "wrong_gradient"):
        return _gradient(student)
    if finding.key == "wrong_shape":
        return _shape(student)
    if finding.key in ("forward.value", "forward.initial_state_ignored"):
        for patched in (True, False):
            try:
                return _effects(student, patched)
            except Mismatch:
                continue
    return None


def _shape(student: Student) -> Property | None:
    for patched in (True, False):
        answer = ask(student, student.model(SIZES), SIZES, "property", patched=patched)
        if answer.error is None and answer.value is not None and answer.value.kind == "tensor":
            s, shape = SIZES, answer.value.shape
            if shape in ((s.b, s.n), (1, s.b, s.n)):
                return Property("states.one", {"l": s.l, "shape": str(shape)})
            if shape == (s.l, s.b, s.o):
                return Property("states.decoded", {"o": s.o, "n": s.n, "shape": str(shape)})
            if shape in ((s.l - 1, s.b, s.n), (s.l + 1, s.b, s.n)):
                return Property("states.count", {"l": s.l, "count": shape[0]})
    return None


def _effects(student: Student, patched: bool) -> Property | None:
    """Say which of h_0, x_0 .. x_{l-1} has an effect on which of h_1 .. h_l."""
    s, name = SIZES, layout_of(student)
    turned = name.startswith("batch_first_")
    given = question(student, s, "property")
    variants = [given]
    for t in range(s.l + 1):
        x, h = given["x"].copy(), given["h"].copy()
        if t == 0:
            h += 0.5
        else:
            x[t - 1] += 0.5
        variants.append({"x": x, "h": h})
    other = {"x": given["x"].copy(), "h": given["h"].copy()}
    other["x"][:, 1] += 0.5
    found = _run(student, [*variants, other, given], patched, turned, name)
    base, moved, beside, again = found[0], found[1:-2], found[-2], found[-1]
    if not close(again, base, EFFECT):
        first, second = numbers(base[-1, 0]), numbers(again[-1, 0])
        return Property("states.two_answers", {"first": first, "second": second})
    if np.abs(beside[:, 0] - base[:, 0]).max() > EFFECT:
        return Property("states.batch", {"before": numbers(base[-1, 0]), "after": numbers(beside[-1, 0])})
    marks = np.array([np.abs(m - base).max((1, 2)) > EFFECT for m in moved])  # (l + 1, l)
    rows = ["h_0", *(f"x_{t}" for t in range(s.l))]
    drawn = {"table": table(rows, [f"h_{t}" for t in range(1, s.l + 1)], marks)}
    return _pattern(marks, base, given["h"], drawn)


def _run(
    student: Student, variants: list[dict[str, Array]], patched: bool, turned: bool, name: str
) -> list[Array]:
    """Return the states (l, b, n) for each variant of the question."""
    s, model = SIZES, student.model(SIZES)
    weights = stand_in(student, s) if patched else {}
    options: dict[str, Any] = {"patch": {k: k for k in weights}} if patched else {}
    arrays, ops = dict(weights), list[Op]()
    for k, given in enumerate(variants):
        x = np.ascontiguousarray(given["x"].swapaxes(0, 1)) if turned else given["x"]
        arrays |= {f"x{k}": x, f"h{k}": given["h"]}
        ops.append(call(model, FN, f"x{k}", f"h{k}", **options))
    answers = student.calls(model, FN, ops, arrays)
    return [_states(answer, name, s) for answer in [*answers, *[answers[-1]] * (len(ops) - len(answers))]]


def _states(answer: Answer, name: str, s: Sizes) -> Array:
    states = states_in(returned(FN, answer, {}), name, s)
    if states is None:
        raise Mismatch(Finding("depends_on", {"exercise": FN}))
    return states


def _pattern(marks: Array, states: Array, h: Array, drawn: dict[str, str]) -> Property | None:
    length = states.shape[0]
    from_h, from_x = marks[0], marks[1:]  # from_x[s, t]: x_s has an effect on h_{t+1}
    late, lower = np.arange(length)[None], np.arange(length)[:, None]  # t, s
    right = late >= lower
    if np.array_equal(from_x, right) and from_h.all():
        return None  # what depends on what is right: the numbers are not
    first_apart = right.copy()
    first_apart[0, 1:] = False
    only_first = np.zeros_like(right)
    only_first[0] = True
    known = {
        "states.not_carried": np.eye(length, dtype=bool),
        "states.first_lost": first_apart,
        "states.one_input": only_first,
    }
    if from_h.all():
        for key, pattern in known.items():
            if np.array_equal(from_x, pattern):
                return Property(key, drawn)
    backwards = (late <= lower, right[::-1], right[:, ::-1])
    if any(np.array_equal(from_x, p) for p in backwards) and not np.array_equal(from_x, right):
        return Property("states.backwards", drawn)
    if close(states, np.broadcast_to(states[-1:], states.shape), EFFECT):
        return Property("states.all_equal", drawn)
    if close(states[0], h, EFFECT):
        return Property("states.starts_too_early", drawn)
    if not from_h.any():
        return Property("states.start_ignored", drawn)
    unread = [f"x_{t}" for t in range(length) if not from_x[t].any()]
    if unread:
        return Property("states.unread", {**drawn, "name": unread[0]})
    return Property("states.other_effects", drawn)


def _gradient(student: Student) -> Property | None:
    """Say from which step on h_l has no gradient, though its value depends on that step."""
    s, model = LONG, student.model(LONG)
    if layout_of(student) != "tensor":
        return None
    arrays = question(student, s, "property gradient")
    nudged = {f"x{t}": arrays["x"].copy() for t in range(s.l)}
    for t in range(s.l):
        nudged[f"x{t}"][t] += 0.5
    weights = np.zeros((s.l, s.b, s.n))
    weights[-1] = 1.0
    ops: list[Op] = [call(model, FN, f"x{t}", "h") for t in range(s.l)]
    ops += [
        call(model, FN, "x", "h", keep="g", grad=("x", "h")),
        {"op": "backward", "of": [["g", 0, "w"]], "model": model.key},
    ]
    answers = student.calls(model, FN, ops, {**arrays, **nudged, "w": weights})
    if answers[-1].error is not None or len(answers) != len(ops):
        return None
    base = _states(answers[-2], "tensor", s)[-1]
    moves = [float(np.abs(_states(a, "tensor", s)[-1] - base).max()) for a in answers[: s.l]]
    slope = answers[-1].grads.get("input:x")
    if slope is None or slope.shape != (s.l, s.b, s.d):
        slope = np.zeros((s.l, s.b, s.d))
    cut = [t for t in range(s.l) if moves[t] > 1e-6 and not np.any(slope[t])]
    if not cut:
        return None
    return Property("states.cut", {"t": cut[-1], "l": s.l, "change": numbers([moves[cut[-1]]], 2)[0]})
