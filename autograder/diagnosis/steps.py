"""Which known mistakes make the student's wrong step, once their parameters are fitted to it. Imported by diagnosis.

The student's step is asked once, with few units; each suspect is fitted to what it answered.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.arrays import Array
from autograder.examiner.identify import probes
from autograder.examiner.questions import Model, Sizes, assignment, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, close

from . import tables
from .fitting import Effort, Points, fits
from .panel import Suspect, digest
from .sums import adds_terms, depends_on_the_sum_alone

ONE_UNIT = Sizes(b=30, d=1, n=1, o=2)
SIZE = Sizes(b=30, d=2, n=2, o=2)
THREE_UNITS = Sizes(b=30, d=2, n=3, o=2)
"""For steps that are constant with one unit: a softmax of two is a sigmoid of their difference."""
DRAWN = 4
"""Draws of the student's parameters, of which that is taken which moves most near zero."""
AGREE = {"float64": 1e-6, "float32": 1e-5}
"""How near a fitted form must come to the answers, by the precision in which these were given."""
PER_SUSPECT = 60
"""Questions that a suspect may take on average; on the corpus they take 32 to 50."""
FORMS = frozenset(
    ("no-activation", "wrong-activation", "activation-on-one-term", "activation-twice", "bias-outside")
)
OF_SUM = FORMS - {"activation-on-one-term"}
"""Of one unit, functions of W_i x + W_h h + b_h alone; the other adds one of x and one of h."""
COMMON = (
    "sigmoid",
    "relu",
    "linear-on-cat",
    "sum-of-linears",
    "hardtanh",
    "leaky-relu",
    "softsign",
    "softmax",
)


def agreeing(student: Student, suspects: Sequence[Suspect], every: bool = False) -> list[Suspect]:
    """Return the suspects that make the student's step with parameters of their own.

    First with one unit, where a form has three parameters and most are out; then with two. Unless every one is asked
    for, one that fits is enough of each id: the activations that students choose most come first.
    """
    forms = [suspect for suspect in suspects if suspect.mistake in FORMS]
    effort = Effort(AGREE[student.dtype], PER_SUSPECT * len(forms))
    of_sum = student.once("one sum", lambda: depends_on_the_sum_alone(student))
    if of_sum is not None:
        forms = [suspect for suspect in forms if (suspect.mistake in OF_SUM) == of_sum]
    if not of_sum and not student.once("terms", lambda: adds_terms(student)):
        forms = [suspect for suspect in forms if suspect.mistake in OF_SUM]
    told = student.once("fit", lambda: _told(student))
    if not told or all(_is_right(points, student.tolerance) for points in told):
        return []  # wrong elsewhere: a form that is right with some parameters would fit
    forms = tables.possible(forms, *told[0].everything())
    found: list[Suspect] = []
    fitted: dict[str, bool] = student.once("fitted", dict)  # every one of an id is asked for after one of it
    for suspect in sorted(forms, key=_rank):
        if not every and suspect.mistake in {other.mistake for other in found}:
            continue
        name = suspect.recall("written otherwise", lambda s=suspect: _numbers(s)) or suspect.program.name  # type: ignore[misc]
        if name not in fitted:
            outcome = all(
                fits(suspect.student, effort, points, suspect.mistake not in OF_SUM) for points in told
            )
            if effort.left <= 0:
                return []
            fitted[name] = outcome
        if fitted[name]:
            found.append(suspect)
    return found


def _numbers(suspect: Suspect) -> str:
    """Return a digest of what a suspect answers with drawn parameters: two of one digest are one form; else nothing."""
    model = suspect.student.model(SIZE, "form")
    rng = np.random.default_rng(0)
    x, h = rng.standard_normal((SIZE.b, SIZE.d)), rng.standard_normal((SIZE.b, SIZE.n))
    try:
        suspect.student.ready(model)
        values: dict[str, Array] = {
            name: np.asarray(rng.standard_normal(value.shape))
            for name, value in sorted(model.values.items(), key=lambda item: (-item[1].size, item[1].ndim))
            if not name.startswith("decoder")
        }
        op, arrays = assignment(model, values)
        ops = [op, call(model, "one_step", "x", "h")]
        value = suspect.student.calls(model, "one_step", ops, {"x": x, "h": h, **arrays})[-1].value
    except Mismatch:
        return ""
    return "" if value is None or value.array is None else digest(np.round(value.array.astype(np.float64), 9))


def _told(student: Student) -> list[Points]:
    """Return the answers with one unit and with two, or with two and with three; none where these are no numbers."""
    one, two = _ask(student, ONE_UNIT), _ask(student, SIZE)
    if two is None:
        return []
    other = one or _ask(student, THREE_UNITS)
    if other is None:
        return [two]
    return [one, two] if one else [two, other]


def _is_right(points: Points, tolerance: float) -> bool:
    """Tell whether some W_i, W_h and b_h give the answers by a tanh, so far as it has digits left to tell."""
    known = np.hstack([points.x, points.h, np.ones((len(points.x), 1))])
    for y in points.y.T:
        told = np.abs(y) < 0.999
        if np.abs(y).max() > 1 or told.sum() <= known.shape[1]:
            return False
        weights = np.linalg.lstsq(known[told], np.arctanh(y[told]), rcond=None)[0]
        if not close(np.tanh(known @ weights), y, 10 * tolerance):
            return False
    return True


def _rank(suspect: Suspect) -> tuple[int, str]:
    way = suspect.program.name.partition("--")[2]
    return COMMON.index(way) if way in COMMON else len(COMMON), suspect.program.name


def _ask(student: Student, size: Sizes) -> Points | None:
    """Ask the student's step; None where it gives no numbers, or the same for everything, as one unit may.

    With other parameters where not all moves near zero: where a ReLU is dead no fit finds its weights.
    """
    best, most = None, -1.0
    for k in range(DRAWN):
        points = _ask_with(student, size, f"fit {k}" if k else "")
        if points is None:
            break
        moved = float(np.mean(np.abs(points.probed[1:] - points.probed[0]) > 1e-6))
        if moved > most and (size != ONE_UNIT or np.ptp(points.y) > 1e-9):
            best, most = points, moved
        if most == 1.0:
            break
    return best


def _ask_with(student: Student, size: Sizes, tag: str) -> Points | None:
    rng = student.draws.stream(f"fit {size}")
    far = np.where(np.arange(size.b) % 3 == 2, 6.0, 1.0)[:, None]  # a third where forms saturate
    x, h = far * rng.standard_normal((size.b, size.d)), far * rng.standard_normal((size.b, size.n))
    x, h = (a.astype(np.float32).astype(np.float64) for a in (x, h))  # equal questions in both precisions
    px, ph = probes(size.d, size.n)
    try:
        y = _answers(student, student.model(size, tag), np.vstack([px, x]), np.vstack([ph, h]))
        few = _answers(student, student.model(size, tag), x[:2], h[:2])
    except Mismatch:
        return None
    if y is None or few is None or not close(few, y[len(px) : len(px) + 2], student.tolerance):
        return None  # no numbers, or another step for another number of sequences
    return Points(size, x, h, y[len(px) :], y[: len(px)])


def _answers(student: Student, model: Model, x: Array, h: Array) -> Array | None:
    answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], {"x": x, "h": h})[0]
    if answer.error is not None or answer.value is None or answer.value.array is None:
        return None
    array = answer.value.array.astype(np.float64)
    return array if array.shape == h.shape and bool(np.all(np.isfinite(array))) else None
