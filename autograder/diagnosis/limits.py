"""Programs that are right up to a size, and deaf to what lies beyond it. Imported by diagnosis.

At a large size, one end of what is given has no effect on what it belongs to, at every draw, where the other end has;
at a small size both have, and the answer is right. Then a size stands in the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks import forward, layouts, loss_routes, loss_together, one_step
from autograder.examiner.checks.common import returned
from autograder.examiner.checks.elsewhere import MANY
from autograder.examiner.questions import Op, Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, close

DRAWS = 2
_SMALL = Sizes(12, 9, 4, 5, 3)
_LONG, _WIDE = Sizes(130, 3, 2, 3, 4), Sizes(3, 130, 2, 3, 4)
_ALL = slice(None)
_ENDS: tuple[Any, ...] = ((0,), (-1,), (_ALL, 0), (_ALL, -1))
"""The first and the last step of (l, b, ...), and the first and the last sequence."""
_OF_A_STEP: tuple[tuple[str, Any, Any], ...] = (
    *(("h", (k,), k) for k in (0, -1)),
    *((name, (_ALL, k), _ALL) for name in "hx" for k in (0, -1)),
)
"""What is moved of h or of x, and which rows of the answer are looked at: sequences, and entries of h and of x."""
Heard = list[bool]
"""Whether the first of two ends has an effect, and whether the last has, in pairs; [] where that can't be told."""


def of_one_step(student: Student) -> bool:
    """Tell it of sequences and of the entries of x and h."""
    try:
        seen = one_step.observe(student, _SMALL)
    except Mismatch:
        return False
    if seen.step is None or not close(seen.y, seen.step(seen.x, seen.h), student.tolerance):
        return False
    return _limited(_heard_by_a_step(student, _SMALL), _heard_by_a_step(student, MANY))


def of_forward(student: Student) -> bool:
    """Tell it of steps and sequences."""
    for route in forward.routes(student):
        try:
            run = forward.runs(student, route, (_SMALL,))[0]
        except Mismatch:
            continue
        if close(run.states[1:], run.follow(run.x[1:], run.states[:-1]), student.tolerance):
            small, *large = (
                _heard_by_states(student, s, route == "stand-in") for s in (_SMALL, _LONG, _WIDE)
            )
            return _limited(small, [*large[0][:2], *large[1][2:]])
    return False


def of_loss(student: Student, kind: str) -> bool:
    """Tell it of the targets of steps and of sequences, where the losses of few are right."""
    small, *large = (_heard_by_loss(student, s, kind) for s in (_SMALL, _LONG, _WIDE))
    return _limited(small, [*large[0][:2], *large[1][2:]])


def _limited(small: Heard, large: Heard) -> bool:
    """Tell whether some pair of ends is heard at a small size, and one end alone at a large one."""
    pairs = zip(small[::2], small[1::2], large[::2], large[1::2])
    return len(small) == len(large) and any(a and b and c != d for a, b, c, d in pairs)


def _moved(array: Array, cut: Any) -> Array:
    """Return another array: there, another number, or another class."""
    other = array.copy()
    other[cut] += 1
    return other


def _heard_by_a_step(student: Student, s: Sizes) -> Heard:
    found = np.zeros(len(_OF_A_STEP), bool)
    for k in range(DRAWS):
        rng, model = student.draws.stream(f"ends {s} {k}"), student.model(s, f"ends {k}")
        arrays = {"x": rng.standard_normal((s.b, s.d)), "h": rng.standard_normal((s.b, s.n))}
        ops: list[Op] = [call(model, "one_step", "x", "h")]
        for j, (name, cut, _) in enumerate(_OF_A_STEP):
            arrays[f"{name}{j}"] = _moved(arrays[name], cut)
            ops.append(call(model, "one_step", *(n + str(j) if n == name else n for n in "xh")))
        values = [a.value for a in student.calls(model, "one_step", ops, arrays)]
        got = [v.array for v in values if v is not None and v.array is not None and v.shape == (s.b, s.n)]
        if len(got) < len(ops):
            return []
        found |= [not np.array_equal(got[0][r], g[r]) for (_, _, r), g in zip(_OF_A_STEP, got[1:])]
    return found.tolist()


def _heard_by_states(student: Student, s: Sizes, patched: bool) -> Heard:
    found = np.zeros(len(_ENDS), bool)
    weights = forward.stand_in(student, s) if patched else {}
    options = {"patch": {name: name for name in weights}} if patched else {}
    for k in range(DRAWS):
        model, arrays = student.model(s, f"ends {k}"), forward.question(student, s, f"ends {k}")
        arrays |= {**weights, **{f"x{j}": _moved(arrays["x"], cut) for j, cut in enumerate(_ENDS)}}
        names = ["x", *(f"x{j}" for j in range(len(_ENDS)))]
        answers = student.calls(
            model, "forward", [call(model, "forward", x, "h", **options) for x in names], arrays
        )
        got = [_states(student, a, s) for a in answers]
        base, others = got[0], [g for g in got[1:] if g is not None]
        if base is None or len(others) < len(_ENDS):
            return []
        found |= [not np.array_equal(base[cut], other[cut]) for cut, other in zip(_ENDS, others)]
    return found.tolist()


def _states(student: Student, answer: Any, s: Sizes) -> Array | None:
    try:
        return layouts.states_in(returned("forward", answer, {}), forward.layout_of(student), s)
    except Mismatch:
        return None


def _heard_by_loss(student: Student, s: Sizes, kind: str) -> Heard:
    found = np.zeros(len(_ENDS), bool)
    for k in range(DRAWS):
        case = loss_routes.scripted(student, "scripted", s, kind, f" ends {k}")
        targets: Sequence[Array] = [case.y, *(_moved(case.y, cut) for cut in _ENDS)]
        if kind == "classes":
            targets = [y % s.o for y in targets]
        cases = [replace(case, y=y, arrays={**case.arrays, "y": y}) for y in targets]
        base, *others = loss_together.numbers(student, cases)
        if base is None or None in others:
            return []
        found |= [other != base for other in others]
    return found.tolist()
