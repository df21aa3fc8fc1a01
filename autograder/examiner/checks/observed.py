"""How a step answers: to the probes, and at fresh points. Imported by the checks of one_step."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.arrays import Array

from ..identify import Step, probes, step_from
from ..questions import Model, Sizes, call
from ..student import Student
from .common import all_answers, tensor

FN = "one_step"
SAME = {"float64": 1e-9, "float32": 1e-5}
"""How near two identified weights are taken for one: above what rounding does to equal weights (1e-15 and 2e-6), and
so small that three draws N(0, 0.3²) are as near by chance once in 10^9 entries in float32."""


@dataclass(frozen=True, slots=True)
class Observed:
    """How a step of some sizes answers: to the probes, and at fresh points."""

    model: Model
    probed: Array  # (1 + d + n, n)
    x: Array  # (b, d)
    h: Array  # (b, n)
    y: Array  # (b, n)
    step: Step | None


def observe(student: Student, sizes: Sizes, tag: str = "") -> Observed:
    """Ask the step of a model for the probes and for b fresh points, drawn N(0, 1).

    Raises:
        Mismatch: it raises, or what comes back is not a tensor (b, n).
    """
    return student.once(f"observe {sizes} {tag} {student.dtype}", lambda: _observe(student, sizes, tag))


def _observe(student: Student, sizes: Sizes, tag: str) -> Observed:
    model = student.model(sizes, tag)
    rng = student.draws.stream(f"points {sizes} {tag}")
    x, h = rng.standard_normal((sizes.b, sizes.d)), rng.standard_normal((sizes.b, sizes.n))
    px, ph = probes(sizes.d, sizes.n)
    ops = [call(model, FN, "px", "ph"), call(model, FN, "x", "h")]
    answers = student.calls(model, FN, ops, {"px": px, "ph": ph, "x": x, "h": h})
    probed = tensor(FN, answers[0], (len(px), sizes.n), {**sizes.only("dn"), "b": len(px)})
    y = tensor(FN, all_answers(answers, 2, FN, sizes.only("bdn"))[1], (sizes.b, sizes.n), sizes.only("bdn"))
    return Observed(model, probed, x, h, y, step_from(probed, sizes.d))
