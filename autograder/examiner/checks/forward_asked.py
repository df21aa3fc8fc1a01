"""How `forward` is asked: with the student's own step or a stand-in for it, in whatever layout. Imported by checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..identify import Step, probes, step_from
from ..questions import Model, Sizes, call
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from .common import returned
from .layouts import bad_shape, layout, states_in

T = TypeVar("T")

FN = "forward"
UNSTARTED = Sizes(2, 5, 4, 3, 3)
"""Sizes of the grid at which h_0 is zero, as it mostly is in use."""
ENDS = {Sizes(3, 3, 2, 2, 3): 0, Sizes(5, 3, 5, 4, 2): -1}
"""Where the first, or the last, observation is zero for the whole batch."""
OF_SYMBOLS = Sizes(4, 2, 3, 5, 2)
"""Sizes of the grid at which x is one-hot, as symbols are."""
LEFT = 1e-6
DISTINCT = Sizes(l=4, b=2, d=7, n=3, o=6)
"""Sizes of which no two, and no sum or product in question, are equal: a shape says which layout it is."""


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
                "slow",
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
        if found in ("tensor", "batch_first") and not patched and _takes_batch_first(student, s, found):
            return "batch_first_both" if found == "tensor" else "batch_first_input"
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


def _takes_batch_first(student: Student, s: Sizes, name: str) -> bool:
    """Tell whether a loop that makes its own h_0, and so takes any x, goes along the batch in place of time.

    Args:
        name: the layout as which its answer passes.
    """
    turned = ask(student, student.model(s), s, "layout", turned=True)
    shape = (s.b, s.l, s.n) if name == "tensor" else (s.l, s.b, s.n)
    if turned.error is not None or turned.value is None or turned.value.shape != shape:
        return False
    arrays, model = question(student, s, "layout"), student.model(s)
    arrays |= {"time": arrays["x"].copy(), "batch": arrays["x"].copy()}
    arrays["time"][0] += 1.0
    arrays["batch"][:, 0] += 1.0
    ops = [call(model, FN, x, "h") for x in ("x", "time", "batch")]
    answers = student.calls(model, FN, ops, arrays)
    states = [states_in(a.value, name, s) for a in answers if a.value is not None]
    if len(states) < len(ops) or any(a is None for a in states):
        return False
    plain, by_time, by_batch = (a for a in states if a is not None)
    return close(by_time[1:], plain[1:], LEFT) and not close(by_batch[:, 1:], plain[:, 1:], LEFT)


def question(student: Student, s: Sizes, name: str, turned: bool = False) -> dict[str, Array]:
    """Draw x (l, b, d) and h (b, n); `turned` gives x as (b, l, d)."""
    rng = student.draws.stream(f"forward {s} {name}")
    x, h = rng.standard_normal((s.l, s.b, s.d)), rng.standard_normal((s.b, s.n))
    if name == "grid" and s == UNSTARTED:
        x, h[:] = (x > 0.0).astype(float), 0.0  # several notes at once, say
        x[~x.any(-1), 0] = 1.0
    if name == "grid" and s == OF_SYMBOLS:
        x = np.eye(s.d)[rng.integers(0, s.d, (s.l, s.b))]
    if name == "grid" and s.l > 10:  # as padding and outliers are
        x[3], x[5, 0], x[8, -1] = 0.0, 0.0, 0.0
        x[-2:, 1], x[:2, -1] = 0.0, 0.0
        x[6] *= 5.0
        x[9] *= 0.004
        x[10, 0] = (60.0 + 100.0 * np.abs(x[10, 0])) * (-1.0) ** np.arange(s.d)
        x[2] = x[1]  # the whole batch goes on as it was
    if name == "grid" and s in ENDS:
        x[ENDS[s]] = 0.0
    return {"x": np.ascontiguousarray(x.swapaxes(0, 1)) if turned else x, "h": h}


def ask(
    student: Student,
    model: Model,
    s: Sizes,
    name: str,
    turned: bool = False,
    patched: bool = False,
    in_use: bool = False,
) -> Answer:
    """Call forward on a drawn question, with the student's own step or with a stand-in for it.

    Args:
        in_use: in evaluation mode, without gradients.
    """
    arrays = question(student, s, name, turned)
    options: dict[str, Any] = {"inference": "both"} if in_use else {}
    if patched:
        weights = stand_in(student, s)
        arrays, options["patch"] = {**arrays, **weights}, {k: k for k in weights}
    return student.calls(model, FN, [call(model, FN, "x", "h", **options)], arrays)[0]


def stand_in(student: Student, s: Sizes) -> dict[str, Array]:
    """Draw the weights of a step that is put in the place of the student's."""
    rng = student.draws.stream(f"stand-in {s}")
    shapes = {"A": (s.d, s.n), "B": (s.n, s.n), "c": (s.n,)}
    return {k: 1.5 * rng.standard_normal(shape) for k, shape in shapes.items()}


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
    if (
        min(np.abs(step.W_i).max(), np.abs(step.W_h).max()) <= 100 * student.tolerance
    ):  # it would let any states pass
        raise mismatch("depends_on", exercise="one_step")
    return step
