"""Checks of `one_step`: h' = tanh(W_i x + W_h h + b_h), identified from its answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..questions import Sizes, call
from ..student import Student
from ..verdict import close, mismatch
from . import as_trained, exact
from .common import Slopes, all_answers, array_args, holds, tensor
from .elsewhere import holds_at_large_sizes, holds_elsewhere
from .exact import exactly
from .freedom import every_entry_moves, parameters_are_free
from .grid import GRID, with_one_drawn
from .observed import SAME, Observed
from .observed import observe as observe
from .purity import repeats
from .reach import any_numbers

FN = "one_step"

WIDE = Sizes(d=3, n=4, b=2)
DRAWN = ("", "other", "third")
"""Names of draws of the parameters, over which an effect must show."""
FAR = (1, 8)
"""Scales of the points at which an effect is looked for."""


def returns_the_next_state(student: Student, grid: Sequence[Sizes] | None = None) -> None:
    """Check that a tensor (b, n) comes back for every size, on one call and on the next."""
    for sizes in grid or with_one_drawn(student, GRID):
        model = student.model(sizes)
        rng = student.draws.stream(f"shape {sizes}")
        arrays = {"x": rng.standard_normal((sizes.b, sizes.d)), "h": rng.standard_normal((sizes.b, sizes.n))}
        answer = student.calls(model, FN, [call(model, FN, "x", "h")], arrays)[0]
        tensor(FN, answer, (sizes.b, sizes.n), sizes.only("bdn"))


def is_the_tanh_step(student: Student, grid: Sequence[Sizes] | None = None) -> None:
    """Check that the step is tanh of an affine map of x and h, smallest sizes first."""
    grid = grid or with_one_drawn(student, GRID)
    for sizes in grid:
        seen = observe(student, sizes)
        _depends(student, seen, sizes)
        if seen.step is None:
            raise mismatch("one_step.out_of_range", got=float(seen.probed.flat[np.abs(seen.probed).argmax()]))
        want = seen.step(seen.x, seen.h)
        if not close(seen.y, want, student.tolerance):
            _batch_mixed(student, seen, sizes)
            raise mismatch(
                "one_step.value",
                **array_args(x=seen.x[:1], h=seen.h[:1], got=seen.y[:1], expected=want[:1]),
                sizes=sizes.only("bdn"),
            )
    _has_effect_at(student, WIDE)
    _is_any_matrix(
        student
    )  # before the sizes of one unit, where a matrix that is bound to a form may be zero
    for sizes in grid:
        _has_effect_at(student, sizes)
    student.once(f"elsewhere {student.dtype}", lambda: holds_elsewhere(student))
    holds_at_large_sizes(student)
    parameters_are_free(student)
    any_numbers(student)
    as_trained.values_hold(student, FN)


def _has_effect_at(student: Student, sizes: Sizes) -> None:
    """Raise where W_i or W_h is next to zero at these sizes, whatever the weights: a constant is affine, too."""
    least = 2 * student.tolerance  # less could not be told from nothing
    for name, finding in (("W_i", "one_step.input_ignored"), ("W_h", "one_step.state_ignored")):
        steps = (observe(student, sizes, tag).step for tag in DRAWN)
        if not any(s is not None and np.abs(getattr(s, name)).max() > least for s in steps):
            raise mismatch(finding)


def _depends(student: Student, seen: Observed, sizes: Sizes) -> None:
    """Raise where x or h has no effect, whatever the weights and wherever one looks: a dead unit is not that."""
    moved = np.abs(seen.probed[1:] - seen.probed[0]) > 1e-12
    if np.any(moved[: sizes.d]) and np.any(moved[sizes.d :]):
        return
    by_x, by_h = effects(student)
    if by_x == 0.0:
        raise mismatch("one_step.input_ignored")
    if by_h == 0.0:
        raise mismatch("one_step.state_ignored")


def effects(student: Student) -> tuple[float, float]:
    """Return the greatest change of the answer when x alone, and when h alone, is another, over several draws.

    The sequences stay in their places of the batch, so that a number that belongs to a place is no effect. Some lie
    far from zero: there a unit may be alive that is dead for ordinary inputs.
    """
    return _all_effects(student)[:2]


def _all_effects(student: Student) -> tuple[float, float, float]:
    """Return the effects of x and of h, and the greatest change of the answer when the parameters are others."""
    return student.once(f"effects {student.dtype}", lambda: _effects(student))


def _effects(student: Student) -> tuple[float, float, float]:
    rng = student.draws.stream("depends")
    arrays = {
        f"{n}{scale}": scale * rng.standard_normal((WIDE.b, k))
        for n, k in (("x", WIDE.d), ("x'", WIDE.d), ("h", WIDE.n), ("h'", WIDE.n))
        for scale in FAR
    }
    found, bases = [(0.0, 0.0)], []
    for tag in DRAWN:
        model = student.model(WIDE, tag)
        pairs = [(x + str(k), h + str(k)) for k in FAR for x, h in (("x", "h"), ("x'", "h"), ("x", "h'"))]
        ops = [call(model, FN, x, h) for x, h in pairs]
        answers = all_answers(student.calls(model, FN, ops, arrays), len(ops), FN, WIDE.only("bdn"))
        got = [tensor(FN, a, (WIDE.b, WIDE.n), WIDE.only("bdn")) for a in answers]
        for base, by_x, by_h in zip(got[::3], got[1::3], got[2::3]):
            found.append((float(np.abs(by_x - base).max()), float(np.abs(by_h - base).max())))
        bases.append(np.stack(got[::3]))
    by_parameters = float(np.ptp(np.stack(bases), axis=0).max())
    return max(x for x, _ in found), max(h for _, h in found), by_parameters


def _is_any_matrix(student: Student) -> None:
    """Raise where W_i or W_h is bound to a form, whatever the weights: zeros, all equal, symmetric, singular.

    A form must show at every draw; by chance none does at all of them.
    """
    steps = [observe(student, WIDE, tag).step for tag in DRAWN]
    for name in ("W_i", "W_h"):
        drawn = [getattr(step, name) for step in steps if step is not None]
        if len(drawn) < len(steps):
            return
        near = SAME[student.dtype]
        zero = np.any(np.all(np.abs(np.stack(drawn)) <= near, axis=0))
        equal = all(np.ptp(m) <= near for m in drawn)
        struck_out = student.dtype == "float64" and bool(
            np.any(np.abs(np.stack(drawn)) <= near)
        )  # where it is small
        forms = [zero, equal, struck_out]
        if name == "W_h":
            forms += [all(np.abs(m + sign * m.T).max() <= near for m in drawn) for sign in (1, -1)]
            forms.append(all(np.linalg.svd(m, compute_uv=False)[-1] <= near for m in drawn))
        if any(forms):
            raise mismatch("one_step.not_any_matrix", name=name, matrix=drawn[0], sizes=WIDE.only("dn"))


def _batch_mixed(student: Student, seen: Observed, sizes: Sizes) -> None:
    """Raise the clearer finding where a sequence's answer changes when it is asked alone, and only then."""
    if sizes.b == 1:
        return
    arrays = {"x": seen.x[:1], "h": seen.h[:1], "all x": seen.x, "all h": seen.h}
    ops = [call(seen.model, FN, "all x", "all h"), *2 * [call(seen.model, FN, "x", "h")]]
    answers = all_answers(student.calls(seen.model, FN, ops, arrays), 3, FN, sizes.only("bdn"))
    again = tensor(FN, answers[0], (sizes.b, sizes.n), sizes.only("bdn"))
    alone, twice = (tensor(FN, a, (1, sizes.n), {**sizes.only("dn"), "b": 1}) for a in answers[1:])
    steady = close(again, seen.y, student.tolerance) and close(twice, alone, student.tolerance)
    if steady and not close(alone, seen.y[:1], student.tolerance):
        raise mismatch(
            "one_step.batch_mixed", row=1, alone=np.round(alone, 4), together=np.round(seen.y[:1], 4)
        )


def weights_and_bias_are_trained(student: Student) -> None:
    """Check that the optimiser sees W_i, W_h and b_h: other parameters, other answers.

    Where the step is right, entry by entry; where it is not, some of its answers.
    """
    seen = [observe(student, WIDE, tag) for tag in DRAWN]
    steps = [o.step for o in seen if o.step is not None and close(o.y, o.step(o.x, o.h), student.tolerance)]
    exact = len(steps) == len(seen)
    if exact and not any(np.any(m) for step in steps for m in (step.W_i, step.W_h)):
        exact = max(effects(student)) == 0.0  # else a threshold that no ordinary sum reaches
    if exact:
        drawn = [[getattr(step, k) for step in steps] for k in ("W_i", "W_h", "b")]
    else:
        cut = (slice(1, 1 + WIDE.d), slice(1 + WIDE.d, None))
        drawn = [[o.probed[c] - o.probed[0] for o in seen] for c in cut]
        drawn.append([o.probed[0] for o in seen])
    for name, values in zip(("W_i", "W_h", "b_h"), drawn):
        same = np.ptp(np.stack(values), axis=0) <= SAME[student.dtype]
        silent = not exact and (
            _is_dead_near_zero(student, seen) if name == "b_h" else not np.any(np.stack(values))
        )  # an effect that probes don't show
        frozen = (
            same & (np.abs(values[0]) > 0) if name != "b_h" else same
        )  # an entry that is always 0 is a form
        if silent and _all_effects(student)[2] == 0.0:
            silent = False  # nothing that is set shows anywhere
        if not silent and (np.all(same) or (exact and np.any(frozen))):
            if name == "b_h" and (not exact or bool(np.all(np.abs(values[0][same]) <= student.tolerance))):
                raise mismatch("one_step.no_bias")
            if exact and name != "b_h" and not np.any(np.stack(values)):
                raise mismatch({"W_i": "one_step.input_ignored", "W_h": "one_step.state_ignored"}[name])
            model = seen[0].model
            if frozen_ones := [p for p, size in model.frozen.items() if size >= np.size(values[0])]:
                raise mismatch("one_step.frozen", what=name, parameters=sorted(frozen_ones))
            raise mismatch("one_step.not_registered", what=name, parameters=sorted(model.parameters))
    if exact:
        every_entry_moves(student)


def _is_dead_near_zero(student: Student, seen: Sequence[Observed]) -> bool:
    """Tell whether most units stand still near zero and not elsewhere, so that zero says nothing of a bias."""
    alive = [np.any(np.abs(o.probed[1:] - o.probed[0]) > 1e-12, axis=0) for o in seen]  # (n,) each
    return float(np.mean(alive)) < 0.5 and min(effects(student)) > 0.0


def gradients_are_right(student: Student) -> None:
    """Check that back-propagation reaches x, h and every parameter, with the right numbers, twice."""
    rng = student.draws.stream("sizes of slopes")
    b, d, n = (int(rng.integers(*ends)) for ends in ((8, 40), (2, 5), (3, 20)))
    student.once(f"{FN} gradients {student.dtype}", lambda: _gradients(student, Sizes(b=b, d=d, n=n, o=2)))
    as_trained.gradients_hold(student, FN)


def _gradients(student: Student, sizes: Sizes) -> None:
    rng = student.draws.stream(f"slopes {FN}")
    arrays = {"x": rng.standard_normal((sizes.b, sizes.d)), "h": rng.standard_normal((sizes.b, sizes.n))}
    slopes = Slopes(
        student,
        student.model(sizes),
        FN,
        ["x", "h"],
        arrays,
        ["x", "h"],
        lambda answer: [tensor(FN, answer, (sizes.b, sizes.n), sizes.only("bdn"))],
        f"slopes {FN} weights",
        spare=["x"],
    )
    known = holds(student, is_the_tanh_step)
    exactly(lambda: known and exact.of_a_step(student, sizes), lambda: slopes.check(sizes.only("bdn")))


def is_a_pure_function(student: Student, sizes: Sizes = Sizes(b=16, d=3, n=4)) -> None:
    """Check that equal calls give equal answers, with another model in between, and leave x and h alone."""
    student.once(
        f"{FN} pure {sizes} {student.dtype}", lambda: repeats(student, FN, sizes, (sizes.b, sizes.d))
    )
