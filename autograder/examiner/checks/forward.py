"""Checks of `forward`: [h_1 .. h_l] as one tensor (l, b, n), each state from the student's own step.

Error carried forward: the states are held against the student's own `one_step`; where that is missing or
wrong, against a stand-in step put in its place, or against the step that `forward` itself shows at l = 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer, Value

from ..identify import Step, probes, step_from
from ..student import Model, Sizes, Student, call
from ..verdict import Mismatch, close, mismatch
from . import one_step
from .common import GRID, Slopes, array_args, holds, returned, shape_text, tensor

T = TypeVar("T")

FN = "forward"
DISTINCT = Sizes(l=4, b=2, d=7, n=3, o=6)
"""Sizes of which no two, and no sum or product in question, are equal: a shape says which layout it is."""

STEP_SIZES = (Sizes(3, 2, 4, 5, 3), *GRID[1:], Sizes(12, 2, 3, 4, 2))


def layout_of(student: Student) -> str:
    """Return how `forward` lays its states out: "tensor" where it is (l, b, n), else the name of another layout.

    Raises:
        Mismatch: with the student's own step and with a stand-in for it, it raises or returns no layout of l states.
    """
    return student.once(
        f"layout {student.dtype}", lambda: either(student, lambda patched: _layout(student, patched))
    )


def either(student: Student, attempt: Callable[[bool], T]) -> T:
    """Return attempt(False), with the student's own step, or attempt(True), with a stand-in for it.

    Raises:
        Mismatch: both fail; what is said is about the one that shows more of `forward` itself.
    """
    try:
        return attempt(False)
    except Mismatch as own:
        try:
            return attempt(True)
        except Mismatch as patched:
            vague = own.finding.key in (
                "not_attempted",
                "raised",
                "hangs",
                "missing",
                "crashed",
                "ready_made",
            )
            raise (patched if vague and patched.finding.key != "ready_made" else own) from None


def _layout(student: Student, patched: bool) -> str:
    s = DISTINCT
    answer = ask(student, student.model(s), s, "layout", patched=patched)
    try:
        found = layout(returned(FN, answer, s.only("lbdn")), s)
        if found is not None:
            return found
        problem = bad_shape(answer, s)
    except Mismatch as error:
        problem = error
    if problem.finding.key in ("not_attempted", "missing", "ready_made"):
        raise problem
    turned = ask(student, student.model(s), s, "layout", turned=True, patched=patched)
    if turned.error is None and turned.value is not None:
        for shape, name in (((s.b, s.l, s.n), "batch_first_both"), ((s.l, s.b, s.n), "batch_first_input")):
            if turned.value.kind == "tensor" and turned.value.shape == shape:
                return name
    raise problem


def bad_shape(answer: Answer, sizes: Sizes) -> Mismatch:
    """Return the Mismatch of a value that is no layout of l states."""
    value = returned(FN, answer, sizes.only("lbdn"))
    if value.kind == "tensor":
        expected = [sizes.l, sizes.b, sizes.n]
        return mismatch(
            "wrong_shape", function=FN, got=list(value.shape), expected=expected, sizes=sizes.only("lbdn")
        )
    return mismatch("wrong_type", function=FN, got=shape_text(value), expected="torch.Tensor")


def layout(value: Value, s: Sizes) -> str | None:
    """Return the layout of a value at distinct sizes, or None."""
    if value.kind in ("list", "tuple"):
        if value.kind == "tuple" and value.items and value.items[0].shape == (s.l, s.b, s.n):
            return "pair"
        shapes = {item.shape for item in value.items}
        if shapes == {(s.b, s.n)} and len(value.items) in (s.l, s.l + 1):
            return value.kind if len(value.items) == s.l else f"{value.kind}_h0_included"
        return None
    if value.kind not in ("tensor", "ndarray"):
        return None
    named = {
        (s.l, s.b, s.n): "tensor",
        (s.b, s.l, s.n): "batch_first",
        (s.l + 1, s.b, s.n): "h0_included",
        (s.l * s.b, s.n): "flat",
    }
    name = named.get(value.shape)
    return "ndarray" if name == "tensor" and value.kind == "ndarray" else name


def states_in(value: Value, name: str, s: Sizes) -> Array | None:
    """Return the states (l, b, n) in a value of a known layout; None where it has not that layout at these sizes."""
    if name == "pair":
        value, name = (value.items[0] if value.items else value), "tensor"
    if value.kind in ("list", "tuple"):
        arrays = [item.array for item in value.items]
        if not arrays or any(a is None or a.shape != (s.b, s.n) for a in arrays):
            return None
        array: Array | None = np.stack([a for a in arrays if a is not None])
        name = "h0_included" if name.endswith("h0_included") else "tensor"
    else:
        array = value.array
    shapes = {
        "batch_first": (s.b, s.l, s.n),
        "batch_first_both": (s.b, s.l, s.n),
        "h0_included": (s.l + 1, s.b, s.n),
        "flat": (s.l * s.b, s.n),
    }
    if array is None or array.shape != shapes.get(name, (s.l, s.b, s.n)) or array.dtype.kind != "f":
        return None
    array = array.astype(np.float64)
    if name in ("batch_first", "batch_first_both"):
        return array.swapaxes(0, 1)
    if name == "h0_included":
        return array[1:]
    return array.reshape(s.l, s.b, s.n)


def question(student: Student, s: Sizes, name: str, turned: bool = False) -> dict[str, Array]:
    """Draw x (l, b, d) and h (b, n); `turned` gives x as (b, l, d)."""
    rng = student.draws.stream(f"forward {s} {name}")
    x, h = rng.standard_normal((s.l, s.b, s.d)), rng.standard_normal((s.b, s.n))
    return {"x": np.ascontiguousarray(x.swapaxes(0, 1)) if turned else x, "h": h}


def ask(
    student: Student, model: Model, s: Sizes, name: str, turned: bool = False, patched: bool = False
) -> Answer:
    """Call forward on a drawn question, with the student's own step or with a stand-in for it."""
    arrays = question(student, s, name, turned)
    options = {}
    if patched:
        weights = stand_in(student, s)
        arrays, options = {**arrays, **weights}, {"patch": {k: k for k in weights}}
    return student.calls(model, FN, [call(model, FN, "x", "h", **options)], arrays)[0]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of forward and the step that its states are held against."""

    sizes: Sizes
    x: Array  # (l, b, d)
    h: Array  # (b, n)
    states: Array  # (l, b, n)
    follow: Callable[[Array, Array], Array]  # the next state, of x (b, d) and h (b, n)


def returns_all_states_in_one_tensor(student: Student, grid: Sequence[Sizes] = GRID) -> None:
    """Check that one tensor (l, b, n) comes back for every size."""
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
        for s in grid:
            answer = ask(student, student.model(s), s, "grid", patched=patched)
            tensor(FN, answer, (s.l, s.b, s.n), s.only("lbdn"))

    either(student, shapes)


def routes(student: Student) -> list[str]:
    """Return the ways in which the states may be judged, the student's own step first where it says something."""
    own = []
    try:
        seen = one_step.observe(student, STEP_SIZES[0])
        moved = np.abs(seen.probed[1:] - seen.probed[0]) > 1e-6
        if np.any(moved[: STEP_SIZES[0].d]) and np.any(moved[STEP_SIZES[0].d :]):
            own = ["own"]
    except Mismatch:
        pass
    return [*own, "stand-in", "shown"]


def runs(student: Student, route: str, grid: Sequence[Sizes]) -> list[Run]:
    """Run forward over a grid, by one route.

    Raises:
        Mismatch: a run raises or has not the layout that forward has elsewhere.
    """
    key = f"runs {route} {grid} {student.dtype}"
    return student.once(key, lambda: [_run(student, route, s) for s in grid])


def _run(student: Student, route: str, s: Sizes) -> Run:
    name = layout_of(student)
    turned = name.startswith("batch_first_")
    model = student.model(s)
    arrays = question(student, s, "grid")
    x, h = arrays["x"], arrays["h"]
    answer = ask(student, model, s, "grid", turned, route == "stand-in")
    follow: Callable[[Array, Array], Array]
    if route == "stand-in":
        weights = stand_in(student, s)
        follow = _sigmoid(weights)
    elif route == "own":
        follow = _own_step(student, model, s)
    else:
        follow = shown_step(student, s)
    states = states_in(returned(FN, answer, s.only("lbdn")), name, s)
    if states is None:
        raise bad_shape(answer, s)
    return Run(s, x, h, states, follow)


def stand_in(student: Student, s: Sizes) -> dict[str, Array]:
    """Draw the weights of a step that is put in the place of the student's."""
    rng = student.draws.stream(f"stand-in {s}")
    shapes = {"A": (s.d, s.n), "B": (s.n, s.n), "c": (s.n,)}
    return {k: 1.5 * rng.standard_normal(shape) for k, shape in shapes.items()}


def _sigmoid(w: dict[str, Array]) -> Callable[[Array, Array], Array]:
    return lambda x, h: 1.0 / (1.0 + np.exp(-(x @ w["A"] + h @ w["B"] + w["c"])))


def _own_step(student: Student, model: Model, s: Sizes) -> Callable[[Array, Array], Array]:
    def follow(x: Array, h: Array) -> Array:
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], {"x": x, "h": h})[0]
        return tensor("one_step", answer, (s.b, s.n), s.only("bdn"))

    return follow


def shown_step(student: Student, s: Sizes) -> Step:
    """Identify the step that forward makes when the sequence has length 1.

    Raises:
        Mismatch: it is not tanh of an affine map that depends on x and h.
    """
    return student.once(f"shown {s.d} {s.n} {s.o} {student.dtype}", lambda: _shown_step(student, s))


def _shown_step(student: Student, s: Sizes) -> Step:
    name, model = layout_of(student), student.model(s)
    px, ph = probes(s.d, s.n)
    rng = student.draws.stream(f"shown {s}")
    fx, fh = rng.standard_normal((3, s.d)), rng.standard_normal((3, s.n))
    found = []
    for x, h in ((px, ph), (fx, fh)):
        one = Sizes(1, len(x), s.d, s.n, s.o)
        given = x[:, None] if name.startswith("batch_first_") else x[None]
        answer = student.calls(model, FN, [call(model, FN, "x", "h")], {"x": given, "h": h})[0]
        states = states_in(returned(FN, answer, one.only("lbdn")), name, one)
        if states is None:
            raise bad_shape(answer, one)
        found.append(states[0])
    step = step_from(found[0], s.d)
    if step is None or not close(found[1], step(fx, fh), student.tolerance):
        raise mismatch("depends_on", exercise="one_step")
    if not np.all(np.abs(step.W_i) > 1e-9) or not np.all(np.abs(step.W_h) > 1e-9):
        raise mismatch("depends_on", exercise="one_step")
    return step


def _judge(student: Student, grid: Sequence[Sizes], holds: Callable[[Student, Run], None]) -> str:
    """Return the first route by which every run holds.

    Raises:
        Mismatch: none does; what the first route showed.
    """
    first: Mismatch | None = None
    for route in routes(student):
        try:
            for run in runs(student, route, grid):
                holds(student, run)
            return route
        except Mismatch as error:
            if first is None or first.finding.key == "depends_on":
                first = error
    assert first is not None
    raise first


def each_state_follows_from_the_one_before(student: Student, grid: Sequence[Sizes] = STEP_SIZES) -> None:
    """Check h_{t+1} = one_step(x_{t+1}, h_t) for t >= 1, between the states that forward itself returns."""
    student.once(f"recurrence {grid}", lambda: _judge(student, [s for s in grid if s.l > 1], _follows))


def _follows(student: Student, run: Run) -> None:
    for t in range(1, run.sizes.l):
        want = run.follow(run.x[t], run.states[t - 1])
        if not close(run.states[t], want, student.tolerance):
            raise mismatch(
                "forward.value",
                step=t + 1,
                **array_args(got=run.states[t], expected=want),
                sizes=run.sizes.only("lbdn"),
            )


def starts_from_the_initial_state(student: Student, grid: Sequence[Sizes] = STEP_SIZES) -> None:
    """Check h_1 = one_step(x_1, h_0), for h_0 drawn at random."""
    student.once(f"start {grid}", lambda: _judge(student, grid, _starts))


def _starts(student: Student, run: Run) -> None:
    want = run.follow(run.x[0], run.h)
    if close(run.states[0], want, student.tolerance):
        return
    zero = run.follow(run.x[0], np.zeros_like(run.h))
    if close(run.states[0], zero, student.tolerance):
        raise mismatch("forward.initial_state_ignored", sizes=run.sizes.only("lbdn"))
    raise mismatch(
        "forward.value", step=1, **array_args(got=run.states[0], expected=want), sizes=run.sizes.only("lbdn")
    )


def gradients_go_through_time(student: Student, sizes: Sizes = Sizes(l=12, b=2, d=3, n=4, o=2)) -> None:
    """Check that back-propagation reaches every x_t, h_0 and every parameter, with the right numbers, twice."""
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
        Slopes(
            student, model, FN, ["x", "h"], arrays, ["x", "h"], readout, f"slopes {FN} weights", patch
        ).check(sizes.only("lbdn"))

    if holds(student, one_step.gradients_are_right):
        slopes(False)
    else:
        either(student, slopes)


def answers_the_same_again(student: Student, sizes: Sizes = Sizes(l=3, b=2, d=3, n=4)) -> None:
    """Check that equal calls give equal answers, with another model in between, and leave x and h alone."""
    turned = layout_of(student).startswith("batch_first_")
    shape = (sizes.b, sizes.l, sizes.d) if turned else (sizes.l, sizes.b, sizes.d)

    def again(patched: bool) -> None:
        one_step.repeats(student, FN, sizes, shape, stand_in(student, sizes) if patched else None)

    if holds(student, one_step.is_a_pure_function):
        again(False)
    else:
        either(student, again)
