"""Properties of a wrong `one_step`: how it bends, what bounds it, at which sizes it runs. For the package alone."""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array
from autograder.examiner.questions import Model, Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import close
from autograder.model import Finding

from .property import Property, numbers

FN = "one_step"
FEW = Sizes(b=64, d=3, n=4)
_VALUES = ("one_step.value", "one_step.out_of_range", "one_step.not_any_matrix")
_FAR = 1e3  # so large that any activation with bounds has come to them


def explain(student: Student, finding: Finding) -> Property | None:
    """Return what is seen of a step whose value, shape or size is wrong."""
    if finding.key in _VALUES:
        return _shape_of(student)
    if finding.key in ("raised", "wrong_shape"):
        return _runs_where(student)
    return None


def _ask(student: Student, model: Model, x: Array, h: Array) -> Array | None:
    answer = student.calls(model, FN, [call(model, FN, "x", "h")], {"x": x, "h": h})[0]
    if answer.error is not None or answer.value is None or answer.value.kind != "tensor":
        return None
    array = answer.value.array
    usable = array is not None and array.shape == h.shape and bool(np.all(np.isfinite(array)))
    return array.astype(np.float64) if usable and array is not None else None


def _shape_of(student: Student) -> Property | None:
    rng, model = student.draws.stream("property step"), student.model(FEW, "property")
    x, h = rng.standard_normal((FEW.b, FEW.d)), rng.standard_normal((FEW.b, FEW.n))
    zero_x, zero_h = np.zeros_like(x), np.zeros_like(h)
    asked = [
        (x, h),
        (zero_x, zero_h),
        (2 * x, 2 * h),
        (-x, -h),
        (x, zero_h),
        (zero_x, h),
        (_FAR * x, _FAR * h),
        (x, h),
    ]
    found = [_ask(student, model, *points) for points in asked]
    if any(a is None for a in found):
        return None
    y, nought, double, turned, of_x, of_h, far, again = (a for a in found if a is not None)
    tolerance = 10 * student.tolerance
    if not close(again, y, tolerance):
        first, second = numbers([y[0, 0], again[0, 0]])
        return Property("step.two_answers", {"first": first, "second": second})
    if close(double - nought, 2 * (y - nought), tolerance) and close(turned - nought, nought - y, tolerance):
        values = numbers([nought[0, 0], y[0, 0], double[0, 0]])
        return Property("step.straight", dict(zip(("zero", "once", "twice"), values)))
    if close(y - of_h, of_x - nought, tolerance):
        with_h, without = numbers([(y - of_h)[0, 0], (of_x - nought)[0, 0]])
        return Property("step.apart", {"with_h": with_h, "without": without})
    return _bounds(far)


def _bounds(far: Array) -> Property | None:
    """Say between which bounds the answers lie when the inputs are huge."""
    low, high = far.min(0), far.max(0)  # (n,)
    shown = dict(zip(("low", "high"), numbers([float(far.min()), float(far.max())])))
    if np.abs(far).max() > 10:
        return Property("step.unbounded", shown)
    if close(low, np.zeros_like(low), 1e-3) and close(high, np.ones_like(high), 1e-3):
        return Property("step.zero_to_one", shown)
    if close(high - low, np.full_like(low, 2.0), 1e-3) and np.abs(high + low).max() > 1e-2:
        unit = int(np.abs(high + low).argmax())
        return Property("step.moved", dict(zip(("low", "high"), numbers([low[unit], high[unit]]))))
    inner = np.tanh(1.0)
    if close(high, np.full_like(high, inner), 1e-3) and close(low, np.full_like(low, -inner), 1e-3):
        return Property("step.narrow", shown)
    return None


def _runs_where(student: Student) -> Property | None:
    """Say at which sizes the step runs, where it runs at some of them alone."""
    sizes = [Sizes(b=b, d=d, n=n) for b in (1, 2, 3) for d, n in ((2, 2), (2, 3), (3, 2), (3, 3))]
    runs = [s for s in sizes if _fits(student, s)]
    if not runs or len(runs) == len(sizes):
        return None
    if all(s.d == s.n for s in runs) and len(runs) == 6:
        return Property("step.square", {})
    if all(s.b == 1 for s in runs) and len(runs) == 4:
        return Property("step.one_row", {})
    return None


def _fits(student: Student, s: Sizes) -> bool:
    rng = student.draws.stream(f"property sized {s}")
    x, h = rng.standard_normal((s.b, s.d)), rng.standard_normal((s.b, s.n))
    return _ask(student, student.model(s, "property"), x, h) is not None
