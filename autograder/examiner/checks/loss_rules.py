"""Which rule a loss follows: right terms, summed or averaged over which sizes. Imported by the checks of the loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ..questions import Sizes
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from .grid import with_one_drawn
from .loss_own import begins_anew, known_below, predictions_of, spread_again
from .loss_routes import (
    ALONE,
    BEGUN,
    FEW,
    FN,
    KINDS,
    LOSS_GRID,
    ONE,
    Case,
    case,
    dressed,
    routes_for,
    specials,
    value,
)
from .loss_together import ask_together
from .predictions import gives_probabilities, own_model, predicted

T = TypeVar("T")
Rule = tuple[int, int, int]
"""Exponents of l, b and o in got / expected; (0, 0, 0) is the mean that is asked for."""

FAR = 8.0
"""Times as far apart as the answers to equal questions, and more where losses are large: what no noise explains."""
_POWERS = (0, 1, -1)
_RULES: list[Rule] = sorted(product(_POWERS, _POWERS, _POWERS), key=lambda r: sum(map(abs, r)))


def factor(rule: Rule, s: Sizes) -> float:
    """Return by what a rule multiplies the right loss at sizes."""
    return float(s.l) ** rule[0] * float(s.b) ** rule[1] * float(s.o) ** rule[2]


def value_at(student: Student, route: str, kind: str) -> float:
    """Return the student's loss of the usual case of a route."""
    return value(student, case(student, route, LOSS_GRID[2], kind))


def first_that_holds(attempt: Callable[..., T], *choices: Sequence[str]) -> T:
    """Return the first attempt that holds; raise what the first one that spoke of the loss itself showed.

    An exception with a script is not yet the loss's own: it may ask the model for more than the script has, such as a
    layer by its name. What the student's own model shows goes before it. The route is the last of the choices.
    """
    first: Mismatch | None = None
    alone = False  # only a script has spoken, by an exception
    for choice in product(*choices):
        try:
            return attempt(*choice)
        except Mismatch as error:
            script, below = "scripted" in choice[-1], _of_below(error)
            if first is None or _of_below(first) or (alone and not below and not script):
                first, alone = error, error.finding.key == "raised" and script
    assert first is not None
    raise first


def _of_below(error: Mismatch) -> bool:
    """Tell whether an error is about what the loss is asked through, and says nothing of the loss."""
    return error.finding.key == "depends_on" or error.finding.args.get("function", FN) != FN


def rule_of(student: Student, kind: str) -> tuple[str, Rule]:
    """Return (route, rule): by which route the terms are right, and how their sum is scaled.

    Raises:
        Mismatch: by no route.
    """
    grid = with_one_drawn(student, LOSS_GRID, FEW)

    def attempt(route: str) -> tuple[str, Rule]:
        return route, rule_by(student, route, kind, grid)

    def found() -> tuple[str, Rule]:
        route, rule = first_that_holds(attempt, routes_for(student, kind))
        _holds_for_unusual_values(student, route, kind, rule)
        if "scripted" in route:
            _holds_for_the_own_model(student, route, kind, rule)
        return route, rule

    return student.once(f"loss rule {kind}", found)


def _holds_for_unusual_values(student: Student, route: str, kind: str, rule: Rule) -> None:
    """Check that a loss which is right about ordinary numbers is so whatever they are."""
    for tag, found in specials(student, route, kind):
        got = value(student, found, tag)
        if not _agree(student, got, found, rule):
            raise _other_value(got, found)


def _other_value(got: float, found: Case) -> Mismatch:
    want, sizes = found.want, found.sizes.only("lbno")
    shown = {"kind": found.kind, "got": got, "expected": want, "sizes": sizes}
    return mismatch("training_loss.value", **shown, ratio=got / want if want else None, ratio_is=None)


def _holds_for_the_own_model(student: Student, route: str, kind: str, rule: Rule) -> None:
    """Check that a loss which is right about a script is so about the student's own network, where this is sound.

    A loss that knows a script from a network could be right about the one alone. Where the network's states are
    wrong, or its predictions are others when asked again or a step at a time, nothing is held against the loss.
    """
    s = with_one_drawn(student, LOSS_GRID, FEW)[-1]
    for sizes in (BEGUN, ONE, *((ALONE,) if kind == "observations" else ())):
        _holds_for_its_predictions(student, sizes, kind, rule)
    if _holds_for_its_predictions(student, s, kind, rule):
        return
    found = dressed(student, route, s, kind)
    try:
        got = value(student, found)
    except Mismatch:
        return  # it may ask the model for more than a script has
    if not _agree(student, got, found, rule) and not _decodes_itself(student, found, got, rule):
        raise _other_value(got, found)


def _holds_for_its_predictions(student: Student, s: Sizes, kind: str, rule: Rule) -> bool:
    """Tell whether a loss is that of what the own network predicts; False where this is not known."""
    own, spread = _own_if_known(student, s, kind)
    if not own or (s == BEGUN and not begins_anew(student)):
        return False
    got = value(student, own[0])
    if any(_agree(student, got, found, rule) for found in own):
        return True
    spread = max(spread, spread_again(student, own[0], got))
    wide = FAR * spread * (1 + abs(got)) if spread > student.tolerance * (1 + abs(got)) else 0.0
    wanted = [found.want * factor(rule, found.sizes) for found in own]
    if all(abs(got - want) > wide for want in wanted):
        raise _other_value(got, own[0])
    return False


def _own_if_known(student: Student, s: Sizes, kind: str) -> tuple[list[Case], float]:
    """Return the question about the own network, with each of the predictions that a loss may take; or none.

    And by how much what is predicted differs from one time to the next.
    """
    try:
        own = case(student, "own", s, kind)
        told, spread = predictions_of(student, own) if known_below(student, own) else ([], 0.0)
    except Mismatch:
        return [], 0.0
    return [replace(own, predictions=predictions) for predictions in told], spread


def _decodes_itself(student: Student, found: Case, got: float, rule: Rule) -> bool:
    """Tell whether a loss is right about a script's states and the own decoder, a layer called by its name."""
    model, states = own_model(student, found.sizes), found.arrays["states"]
    try:
        predictions = predicted(student, model, found.sizes, states, found.kind)
    except Mismatch:
        return True
    return _agree(student, got, replace(found, predictions=predictions), rule)


def rule_by(student: Student, route: str, kind: str, grid: Sequence[Sizes]) -> Rule:
    """Return the first rule that all sizes of a grid agree with, asked by one route.

    Raises:
        Mismatch: there is none.
    """
    shares = kind == "classes" or gives_probabilities(student)  # of one alone, there is nothing to tell
    told = [s for s in grid if s.o > 1 or not shares]
    if route == "scripted":
        cases = [("", case(student, route, s, kind)) for s in told]
        ask_together(student, [*cases, *specials(student, route, kind)])
    left, pairs, silent = _RULES, list[tuple[Case, float]](), 0
    for s in told:
        try:
            asked = case(student, route, s, kind)
        except Mismatch as error:
            silent += 1  # at a size at which a decoder's units are all dead, say
            if error.finding.key != "depends_on" or 2 * silent > len(told):
                raise
            continue
        pairs.append((asked, value(student, asked)))
        left = [rule for rule in left if _explains(student, rule, pairs)]
        if not left:
            break  # the others would show nothing more
    if left:
        return left[0]
    shown, got = next((p for p in pairs if not _agree(student, p[1], p[0])), pairs[-1])
    raise _other_value(got, shown)


def _explains(student: Student, rule: Rule, pairs: Sequence[tuple[Case, float]]) -> bool:
    """Tell whether a rule, and one guard of the probabilities or none, explain all losses."""
    if all(_plainly(student, got, found, rule) for found, got in pairs):
        return True
    return bool(np.any(np.all([_by_guard(student, got, found, rule) for found, got in pairs], axis=0)))


def _plainly(student: Student, got: float, found: Case, rule: Rule) -> bool:
    return close(np.asarray(got), np.asarray(found.want * factor(rule, found.sizes)), student.tolerance)


def _by_guard(student: Student, got: float, found: Case, rule: Rule) -> NDArray[np.bool_]:
    """Tell of each band of guards whether a loss lies within it."""
    by = factor(rule, found.sizes)
    least, greatest = found.guarded
    off = student.tolerance * (1.0 + np.abs(greatest * by))
    holds: NDArray[np.bool_] = (least * by - off <= got) & (got <= greatest * by + off)
    return holds


def _agree(student: Student, got: float, found: Case, rule: Rule = (0, 0, 0)) -> bool:
    return _explains(student, rule, [(found, got)])


def right_kinds(student: Student) -> list[tuple[str, str, Rule]]:
    """Return (kind, route, rule) of the kinds whose terms are right; at least one, or a Mismatch."""
    found: list[tuple[str, str, Rule]] = []
    problem: Mismatch | None = None
    for kind in KINDS:
        try:
            found.append((kind, *rule_of(student, kind)))
        except Mismatch as error:
            problem = problem or error
    if not found:
        assert problem is not None
        raise problem
    return found


def rule_text(rule: Rule) -> str:
    """Return a rule as students read it, such as l*b/o."""
    up = [name for name, power in zip("lbo", rule) if power > 0]
    down = [name for name, power in zip("lbo", rule) if power < 0]
    return "*".join(up or ["1"]) + ("/" + "/".join(down) if down else "")
