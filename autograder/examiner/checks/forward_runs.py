"""Runs of `forward`, and the step that the states of each are held against. Imported by the checks of forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from autograder.arrays import Array

from ..questions import Model, Sizes, call
from ..student import Student
from ..verdict import Mismatch, mismatch
from . import one_step
from .common import all_answers, holds, returned, tensor
from .forward_asked import FN, ask, layout_of, question, shown_step, stand_in
from .layouts import bad_shape, states_in

WHOLE = (one_step.is_the_tanh_step, one_step.weights_and_bias_are_trained, one_step.is_a_pure_function)
"""What must be right for another step in `forward` to be a mistake: of a step without a bias, it may be the cure."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of forward and the step that its states are held against."""

    sizes: Sizes
    x: Array  # (l, b, d)
    h: Array  # (b, n)
    states: Array  # (l, b, n)
    follow: Callable[[Array, Array], Array]  # the next states (k, b, n), of x (k, b, d) and h (k, b, n)
    at_once: Callable[[Array, Array], Array] | None = None  # the same, in one call of a step that is right


def runs(student: Student, route: str, grid: Sequence[Sizes]) -> list[Run]:
    """Run forward over a grid, by one route.

    Raises:
        Mismatch: a run raises or has not the layout that forward has elsewhere.
    """
    key = f"runs {route} {grid} {student.dtype}"  # another check's grid is asked again: what is kept shows at that
    return student.once(key, lambda: [_run(student, route, s) for s in grid])


def run_first(student: Student, grids: Sequence[Sequence[Sizes]]) -> None:
    """Run forward over several grids; then leave the process, unless the student's step is known.

    A step that is asked for the states of forward must not have seen them.
    """
    for grid in grids:
        with suppress(Mismatch):
            runs(student, "own", grid)
    if not _is_known(student):
        student.guest.stop()


def _is_known(student: Student) -> bool:
    """Tell whether the student's step is known exactly, so that nothing need be asked of it."""
    return student.dtype == "float64" and step_is_whole(student)


def _run(student: Student, route: str, s: Sizes) -> Run:
    name = layout_of(student)
    turned = name.startswith("batch_first_")
    model = student.model(s)
    arrays = question(student, s, "grid")
    x, h = arrays["x"], arrays["h"]
    answer = ask(student, model, s, "grid", turned, route == "stand-in")
    follow: Callable[[Array, Array], Array]
    at_once: Callable[[Array, Array], Array] | None = None
    if route == "stand-in":
        weights = stand_in(student, s)
        follow = sigmoid_step(weights)
    elif route == "own":
        if _is_known(student):
            follow = at_once = _known_step(student, s)
        else:
            follow = _own_step(student, model, s)
            if not holds(student, one_step.is_the_tanh_step):
                _moves(student, model, s)
            elif step_is_whole(student):
                at_once = _own_step_at_once(student, model, s)
    else:
        follow = shown_step(student, s)
    states = states_in(returned(FN, answer, s.only("lbdn")), name, s)
    if states is None:
        raise bad_shape(answer, s)
    return Run(s, x, h, states, follow, at_once)


def sigmoid_step(w: Mapping[str, Array]) -> Callable[[Array, Array], Array]:
    """Return the step that is put in the place of the student's: sigmoid(x A + h B + c)."""
    return lambda x, h: 0.5 + 0.5 * np.tanh(0.5 * (x @ w["A"] + h @ w["B"] + w["c"]))


def _moves(student: Student, model: Model, s: Sizes) -> None:
    """Raise where the student's step does not move at these sizes: any states would follow from one another.

    Each argument is asked for at several points, far apart, of which a unit that is dead at one is alive at another.
    """
    rng = student.draws.stream(f"moves {s}")
    shapes = {"x": (s.b, s.d), "h": (s.b, s.n)}
    arrays = {f"{n}{k}": 3.0 * rng.standard_normal(shape) for n, shape in shapes.items() for k in range(8)}
    pairs = [("x0", "h0"), *((f"x{k}", "h0") for k in range(1, 8)), *(("x0", f"h{k}") for k in range(1, 8))]
    ops = [call(model, "one_step", *pair) for pair in pairs]
    sizes = s.only("bdn")
    answers = all_answers(student.calls(model, "one_step", ops, arrays), len(ops), "one_step", sizes)
    base, *others = (tensor("one_step", a, (s.b, s.n), sizes) for a in answers)
    change = [float(np.abs(other - base).max()) for other in others]
    if min(max(change[:7]), max(change[7:])) <= 100 * student.tolerance:
        raise mismatch("depends_on", exercise="one_step")


def _known_step(student: Student, s: Sizes) -> Callable[[Array, Array], Array]:
    step = one_step.observe(student, s).step
    if step is None:
        raise mismatch("depends_on", exercise="one_step")
    return step


def _own_step(student: Student, model: Model, s: Sizes) -> Callable[[Array, Array], Array]:
    def follow(x: Array, h: Array) -> Array:
        ops = [call(model, "one_step", f"x{t}", f"h{t}") for t in range(len(x))]
        arrays = {f"{name}{t}": a for name, of in (("x", x), ("h", h)) for t, a in enumerate(of)}
        sizes = s.only("bdn")
        answers = all_answers(student.calls(model, "one_step", ops, arrays), len(ops), "one_step", sizes)
        return np.stack([tensor("one_step", answer, (s.b, s.n), sizes) for answer in answers])

    return follow


def _own_step_at_once(student: Student, model: Model, s: Sizes) -> Callable[[Array, Array], Array]:
    def follow(x: Array, h: Array) -> Array:
        b = x.shape[0] * x.shape[1]
        arrays, sizes = {"x": x.reshape(b, s.d), "h": h.reshape(b, s.n)}, {**s.only("dn"), "b": b}
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], arrays)[0]
        return tensor("one_step", answer, (b, s.n), sizes).reshape(h.shape)

    return follow


def step_is_whole(student: Student) -> bool:
    """Tell whether the student's step is right: its values, what it is trained with, and the same at every call."""
    return all(holds(student, check) for check in WHOLE)
