"""Which known mistakes give the student's wrong losses. Imported by diagnosis.

Both are asked about the same scripted model; where the student's loss needs its own model, the mistake is asked
about a script of that model's states and decoder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from autograder.arrays import Array
from autograder.examiner import expected
from autograder.examiner.checks import loss_routes, predictions
from autograder.examiner.checks.common import tensor
from autograder.examiner.checks.loss_routes import KINDS, Case
from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch

from .panel import Suspect, digest

SIZES = (
    Sizes(3, 2, 4, 3, 4),
    Sizes(2, 5, 3, 4, 3),
    Sizes(4, 3, 2, 3, 2),
    Sizes(5, 2, 2, 2, 2),
    Sizes(3, 4, 3, 2, 3),
)
"""d = o at the first, so that a loss against the inputs can be computed at all; b = o, l = o, where axes that are
exchanged may go unnoticed."""


def agreeing(student: Student, suspects: Sequence[Suspect]) -> tuple[set[str], bool]:
    """Return the ids of the suspects whose losses are the student's, and whether a factor of sizes lies between."""
    for route in ("scripted", loss_routes.CARRIED, "own"):
        mine = {kind: _losses(student, route, kind) for kind in KINDS}
        wrong = {kind: found for kind, found in mine.items() if found is not None and not _right(found)}
        if not wrong:
            continue
        exact, scaled = set(), set()
        for suspect in suspects:
            ratios = _all_ratios(suspect, wrong.values())
            if not ratios:
                continue
            if all(np.allclose(r, 1.0, rtol=1e-4) for r in ratios):
                exact.add(suspect.mistake)
            elif all(_is_sum(r) for r in ratios):
                scaled.add(suspect.mistake)
        if exact:
            return exact, False
        if scaled - {"loss-sum"}:
            return scaled - {"loss-sum"}, True
    return set(), False


def equal(student: Student, suspects: Sequence[Suspect]) -> list[Suspect]:
    """Return the suspects whose losses are the student's for both kinds of targets and at every size, all numbers."""
    mine = [found for kind in KINDS if (found := _losses(student, "scripted", kind)) is not None]
    if not mine or all(_right(found) for found in mine) or any(v is None for found in mine for _, v in found):
        return []
    ratios = [(s, _all_ratios(s, mine)) for s in suspects]
    return [s for s, found in ratios if found and all(np.allclose(r, 1.0, rtol=1e-4) for r in found)]


def wrong_kinds(student: Student) -> list[str]:
    """Return the kinds of targets for which a scripted model's losses are numbers, and wrong."""
    found = {kind: _losses(student, "scripted", kind) for kind in KINDS}
    return [kind for kind, asked in found.items() if asked is not None and not _right(asked)]


def softmax_decoded(student: Student) -> bool:
    """Tell whether the student's decoder gives probabilities, of which the loss takes what is right of scores."""
    scores = _losses(student, "scripted", "classes")
    return predictions.gives_probabilities(student) and scores is not None and _right(scores)


def start_from_zeros(student: Student) -> bool:
    """Tell whether the losses of the student's own model are wrong, and right for zeros in the place of h_0."""
    try:
        for kind, s in product(KINDS, SIZES[:2]):
            asked = loss_routes.case(student, "own", s, kind)
            zeros = {**asked.arrays, "h0": np.zeros_like(asked.arrays["h0"])}
            history = loss_routes.history(student, s, replace(asked, arrays=zeros))
            want = expected.loss(_decoded(student, s, history[:-1]), asked.y)
            got = loss_routes.value(student, asked)
            if _right([(asked, got)]) or not abs(got - want) <= 1e-4 * (1 + abs(want)):
                return False
    except Mismatch:
        return False
    return True


Asked = list[tuple[Case, float | None]]


def _losses(student: Student, route: str, kind: str) -> Asked | None:
    """Return the student's losses; None where none is a number."""
    return student.once(f"losses {route} {kind}", lambda: _asked(student, route, kind))


def _asked(student: Student, route: str, kind: str) -> Asked | None:
    found: Asked = []
    for s in SIZES:
        try:
            asked = loss_routes.case(student, route, s, kind)
            if route != "scripted":
                asked = _as_script(student, asked)
            found.append((asked, _number(student, loss_routes.case(student, route, s, kind))))
        except Mismatch:
            if route != "scripted":
                return None
            found.append((asked, None))
    return found if any(v is not None for _, v in found) else None


def _decoded(student: Student, s: Sizes, states: Array) -> Array:
    model = predictions.own_model(student, s)
    answer = student.calls(model, "decode", [call(model, "decode", "h")], {"h": states})[0]
    return tensor("decode", answer, (s.l, s.b, s.o), s.only("lbno"))


def _number(student: Student, asked: Case) -> float | None:
    answer = loss_routes.ask(student, asked)[0]
    if answer.error is not None or answer.value is None or answer.value.array is None:
        return None
    array = answer.value.array
    return float(array.reshape(-1)[0]) if array.size == 1 else None


def _right(found: Asked) -> bool:
    return all(v is not None and abs(v - c.want) <= 1e-4 * (1 + abs(c.want)) for c, v in found)


def _all_ratios(suspect: Suspect, mine: Iterable[Asked]) -> list[Array]:
    """Return student / suspect at every size, kind by kind; [] where these can't be one mistake's losses."""
    found = []
    for asked in mine:
        ratios = _ratios(suspect, asked)
        if ratios is None:
            return []
        found.append(ratios)
    return found


def _ratios(suspect: Suspect, mine: Asked) -> Array | None:
    """Return student / suspect at every size, or None where one has a number and the other none, or a ratio is odd."""
    ratios = []
    for asked, got in mine:
        question = f"loss {digest(*asked.arrays.values())}"
        try:
            theirs = suspect.recall(question, lambda a=asked: _number(suspect.student, a))  # type: ignore[misc]
        except Mismatch:
            return None
        if (theirs is None) != (got is None):
            return None
        if theirs is not None and got is not None:
            ratios.append(got / theirs if abs(theirs) > 1e-9 else np.nan)
            if not np.isclose(ratios[-1], _products(asked.sizes), rtol=1e-4).any():
                return None  # more questions would not mend it
    return np.array(ratios) if ratios else None


def _products(s: Sizes) -> list[float]:
    return [float(s.l ** p[0] * s.b ** p[1] * s.o ** p[2]) for p in np.ndindex(2, 2, 2)]


def _is_sum(ratios: Array) -> bool:
    """Tell whether the ratios are a product of sizes, each in the numerator: a sum in the place of a mean."""
    if len(ratios) != len(SIZES):
        return False
    factors = np.array([_products(s) for s in SIZES])  # (sizes, products), of which the first is 1
    return any(np.allclose(ratios, factor, rtol=1e-4) for factor in factors.T[1:])


def _as_script(student: Student, asked: Case) -> Case:
    """Return the same question about a script of the student's own states and decoder."""
    s = asked.sizes
    scripted = loss_routes.case(student, "scripted", s, asked.kind)
    carried = asked.route == loss_routes.CARRIED
    history = asked.arrays["states"] if carried else loss_routes.history(student, s, asked)
    nodes = np.vstack([np.zeros((1, s.n)), np.eye(s.n)])
    model = predictions.own_model(student, s)
    answer = student.calls(model, "decode", [call(model, "decode", "h")], {"h": nodes})[0]
    if answer.value is None or answer.value.array is None:
        return asked
    decoded = answer.value.array.astype(np.float64)
    table = {"table_x": asked.arrays["x"], "states": history, "D": decoded[1:] - decoded[0], "e": decoded[0]}
    arrays = {**scripted.arrays, **table, **{k: asked.arrays[k] for k in ("x", "h0", "y")}}
    return Case(s, asked.kind, arrays, scripted.op, asked.predictions, asked.y, "scripted")
