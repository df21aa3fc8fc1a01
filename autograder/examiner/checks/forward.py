"""Checks of `forward`: [h_1 .. h_l] as one tensor (l, b, n), each state from the student's own step.

Error carried forward: the states are held against the student's own `one_step`; where that is missing or
wrong, against a stand-in step put in its place, or against the step that `forward` itself shows at l = 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..questions import Sizes
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from . import as_trained, exact, one_step
from .adjoint import reaches_back
from .common import Slopes, array_args, holds, returned, shape_text, tensor
from .exact import LONG, exactly
from .forward_asked import DISTINCT
from .forward_asked import ask as ask
from .forward_asked import either as either
from .forward_asked import layout_of as layout_of
from .forward_asked import question as question
from .forward_asked import shown_step as shown_step
from .forward_asked import stand_in as stand_in
from .forward_runs import Run as Run
from .forward_runs import run_first, step_is_whole
from .forward_runs import runs as runs
from .grid import GRID, with_one_drawn
from .purity import repeats, same_in_use

FN = "forward"

STEP_SIZES = (
    Sizes(3, 2, 4, 5, 3),
    *GRID[1:],
    Sizes(12, 4, 3, 4, 2),
    Sizes(2, 2, 3, 40, 2),
    Sizes(130, 3, 2, 2, 2),
    Sizes(2, 260, 2, 2, 2),
)
"""The last ones are larger than what is asked elsewhere: a buffer or a bound of a hundred shows at them."""


def returns_all_states_in_one_tensor(student: Student) -> None:
    """Check that one tensor (l, b, n) comes back for every size."""
    student.once(f"all states in one tensor {student.dtype}", lambda: _one_tensor(student))


def _one_tensor(student: Student) -> None:
    name = layout_of(student)
    if name != "tensor":
        s, turned = DISTINCT, name.startswith("batch_first_")
        model = student.model(s)
        value = either(
            student, lambda p: returned(FN, ask(student, model, s, "layout", turned, p), s.only("lbdn"))
        )
        expected = [s.l, s.b, s.n]
        raise mismatch(
            "forward.layout", layout=name, got=shape_text(value), expected=expected, sizes=s.only("lbn")
        )

    def shapes(patched: bool) -> None:
        for s in with_one_drawn(student, GRID):
            answer = ask(student, student.model(s), s, "grid", patched=patched)
            tensor(FN, answer, (s.l, s.b, s.n), s.only("lbdn"))

    either(student, shapes)


def routes(student: Student) -> list[str]:
    """Return the ways in which the states may be judged, the student's own step first where it says something."""
    own = []
    try:
        # a step that hardly moves would let any states pass: its effect must stand out from the tolerance
        if min(one_step.effects(student)) > 100 * student.tolerance:
            own = ["own"]
            if step_is_whole(student):
                return ["own", "stand-in"]  # another step that forward shows is then not the student's
    except Mismatch:
        pass
    return [*own, "stand-in", "shown"]


def _judge(student: Student, grid: Sequence[Sizes], holds: Callable[[Student, Run], None]) -> str:
    """Return the first route by which every run holds.

    Raises:
        Mismatch: none does; what the first route showed.
    """
    first: Mismatch | None = None
    for route in routes(student):
        if route == "own":
            student.once("states first", lambda: run_first(student, [_recurring(student), _started(student)]))
        try:
            for run in runs(student, route, grid):
                holds(student, run)
            return route
        except Mismatch as error:
            if first is None or first.finding.key == "depends_on":
                first = error
            if route == "own" and step_is_whole(student):
                raise  # other states are then forward's own doing
    assert first is not None
    raise first


def each_state_follows_from_the_one_before(student: Student) -> None:
    """Check h_{t+1} = one_step(x_t, h_t) for t >= 1, between the states that forward itself returns."""
    _recurrence(student)
    if holds(student, one_step.is_the_tanh_step):  # another may explode
        as_trained.values_hold(student, FN)


def _recurrence(student: Student) -> str:
    """Return the route by which each state follows."""
    return student.once("recurrence", lambda: _judge(student, _recurring(student), _follows))


def _recurring(student: Student) -> list[Sizes]:
    return [s for s in with_one_drawn(student, STEP_SIZES) if s.l > 1]


def _started(student: Student) -> list[Sizes]:
    return [s for s in with_one_drawn(student, STEP_SIZES) if s.l < 100]  # which starts as shorter ones do


def _follows(student: Student, run: Run) -> None:
    def holds_for(got: Array, want: Array) -> bool:
        # what tiny states do to the next must not be lost in it
        return close(got, want, min(1.0, 10 * float(np.abs(want).max())) * student.tolerance)

    with suppress(Mismatch):  # else one by one, to say which
        if run.at_once is not None and all(
            map(holds_for, run.states[1:], run.at_once(run.x[1:], run.states[:-1]))
        ):
            return
    for t, want in enumerate(run.follow(run.x[1:], run.states[:-1]), start=1):
        if not holds_for(run.states[t], want):
            raise mismatch(
                "forward.value",
                step=t + 1,
                **array_args(got=run.states[t], expected=want),
                sizes=run.sizes.only("lbdn"),
            )


def starts_from_the_initial_state(student: Student) -> None:
    """Check h_1 = one_step(x_0, h_0), for h_0 drawn at random."""
    student.once("start", lambda: _judge(student, _started(student), _starts))


def _starts(student: Student, run: Run) -> None:
    want = run.follow(run.x[:1], run.h[None])[0]
    if close(run.states[0], want, student.tolerance):
        return
    zero = run.follow(run.x[:1], np.zeros_like(run.h)[None])[0]
    if close(run.states[0], zero, student.tolerance):
        raise mismatch("forward.initial_state_ignored", sizes=run.sizes.only("lbdn"))
    raise mismatch(
        "forward.value", step=1, **array_args(got=run.states[0], expected=want), sizes=run.sizes.only("lbdn")
    )


RECURRENCE = (each_state_follows_from_the_one_before, starts_from_the_initial_state)
"""What the definition's own gradients are those of."""


def gradients_go_through_time(student: Student, sizes: Sizes = Sizes(l=12, b=2, d=3, n=4, o=2)) -> None:
    """Check that back-propagation reaches every x_t, h_0 and every parameter, with the right numbers, twice."""
    student.once(f"gradients through time {student.dtype}", lambda: _gradients(student, sizes))
    if holds(student, one_step.is_the_tanh_step):
        as_trained.gradients_hold(student, FN)


def _gradients(student: Student, sizes: Sizes) -> None:
    name = layout_of(student)
    arrays = question(student, sizes, "slopes", name.startswith("batch_first_"))

    def readout(answer: Answer) -> list[Array]:
        value = returned(FN, answer, sizes.only("lbdn"))
        found = [leaf.array for leaf in value.leaves()]
        if not found or any(a is None or not np.all(np.isfinite(a)) for a in found):
            raise mismatch("not_finite", function=FN, sizes=sizes.only("lbdn"))
        if value.kind not in ("tensor", "list", "tuple"):
            raise mismatch("wrong_type", function=FN, got=shape_text(value), expected="torch.Tensor")
        return [a for a in found if a is not None]

    def slopes(patched: bool) -> None:
        patch = stand_in(student, sizes) if patched else None
        model = student.model(sizes)
        weights = f"slopes {FN} weights"
        both = ["x", "h"]
        Slopes(student, model, FN, both, arrays, both, readout, weights, patch, spare=both).check(
            sizes.only("lbdn")
        )

    def differences(held: Callable[[], None]) -> None:
        held()
        if name == "tensor" and all(holds(student, c) for c in RECURRENCE):
            reaches_back(student, stand_in(student, LONG))

    if holds(student, one_step.is_the_tanh_step) and holds(student, one_step.gradients_are_right):
        # else a step that explodes, or cuts, would be held against the loop
        sound = name == "tensor" and all(holds(student, c) for c in RECURRENCE)
        known = sound and _recurrence(student) == "own"
        exactly(lambda: known and exact.of_states(student), lambda: differences(lambda: slopes(False)))
    else:
        differences(lambda: either(student, slopes))


def answers_the_same_again(student: Student, sizes: Sizes = Sizes(l=3, b=16, d=3, n=4)) -> None:
    """Check that equal calls give equal answers, with another model in between, and leave x and h alone."""
    student.once(f"{FN} again {sizes} {student.dtype}", lambda: _again(student, sizes))


def _again(student: Student, sizes: Sizes) -> None:
    turned = layout_of(student).startswith("batch_first_")
    shape = (sizes.b, sizes.l, sizes.d) if turned else (sizes.l, sizes.b, sizes.d)

    def again(patched: bool) -> None:
        repeats(student, FN, sizes, shape, stand_in(student, sizes) if patched else None)

    if step_is_whole(student):
        again(False)
        same_in_use(student, turned)
    else:
        either(student, again)
