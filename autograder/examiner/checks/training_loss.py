"""Checks of `training_loss`: the right terms, their mean, a gradient that goes where it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from typing import TypeVar

import numpy as np

from ..questions import Op, Sizes
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from . import loss_exact, loss_gradients, one_step
from .common import all_answers, holds, with_one_drawn
from .exact import exactly
from .loss_routes import (
    BELOW,
    CARRIED,
    FN,
    KINDS,
    LOSS_GRID,
    Case,
    ask,
    case,
    close_again,
    predicts_steadily,
    routes,
    routes_for,
    specials,
    value,
)
from .loss_together import ask_together
from .predictions import gives_probabilities

T = TypeVar("T")
Rule = tuple[int, int, int]
"""Exponents of l, b and o in got / expected; (0, 0, 0) is the mean that is asked for."""

_POWERS = (0, 1, -1)
_RULES: list[Rule] = sorted(product(_POWERS, _POWERS, _POWERS), key=lambda r: sum(map(abs, r)))


def _factor(rule: Rule, s: Sizes) -> float:
    return float(s.l) ** rule[0] * float(s.b) ** rule[1] * float(s.o) ** rule[2]


def is_a_scalar_to_differentiate(student: Student) -> None:
    """Check that a scalar tensor with a gradient comes back, for classes or for observations."""
    _first(lambda kind, route: _value_at(student, route, kind), KINDS, routes(student))


def _value_at(student: Student, route: str, kind: str) -> float:
    return value(student, case(student, route, LOSS_GRID[2], kind))


def _first(attempt: Callable[..., T], *choices: Sequence[str]) -> T:
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
    grid = with_one_drawn(student, LOSS_GRID)

    def attempt(route: str) -> tuple[str, Rule]:
        return route, _rule(student, route, kind, grid)

    def found() -> tuple[str, Rule]:
        route, rule = _first(attempt, routes_for(student, kind))
        if "scripted" in route:
            _holds_for_unusual_values(student, route, kind, rule)
            _holds_for_the_own_model(student, kind, rule)
        return route, rule

    return student.once(f"loss rule {kind}", found)


def _holds_for_unusual_values(student: Student, route: str, kind: str, rule: Rule) -> None:
    """Check that a loss which is right about ordinary scripts is so whatever the numbers are."""
    for tag, found in specials(student, route, kind):
        got = value(student, found, tag)
        if not _agree(student, got, found, rule):
            raise _other_value(got, found)


def _other_value(got: float, found: Case) -> Mismatch:
    want, sizes = found.want, found.sizes.only("lbno")
    shown = {"kind": found.kind, "got": got, "expected": want, "sizes": sizes}
    return mismatch("training_loss.value", **shown, ratio=got / want if want else None, ratio_is=None)


def _holds_for_the_own_model(student: Student, kind: str, rule: Rule) -> None:
    """Check that a loss which is right about a script is so about the student's own network, where this is sound.

    A loss that knows a script from a network could be right about the one alone. Where the network's states are
    wrong, or its predictions are others when asked again or a step at a time, nothing is held against the loss.
    """
    try:
        own = case(student, "own", LOSS_GRID[2], kind)
        sound = predicts_steadily(student, own) and all(holds(student, c) for c in BELOW)
        got = value(student, own)
    except Mismatch:
        return
    if sound and not _agree(student, got, own, rule) and close_again(student, own, got):
        raise _other_value(got, own)


def _rule(student: Student, route: str, kind: str, grid: Sequence[Sizes]) -> Rule:
    shares = kind == "classes" or gives_probabilities(student)  # of one alone, there is nothing to tell
    told = [s for s in grid if s.o > 1 or not shares]
    if route == "scripted":
        cases = [("", case(student, route, s, kind)) for s in told]
        ask_together(student, [*cases, *specials(student, route, kind)])
    left, pairs = _RULES, list[tuple[Case, float]]()
    for s in told:
        asked = case(student, route, s, kind)
        pairs.append((asked, value(student, asked)))
        left = [rule for rule in left if _agree(student, pairs[-1][1], asked, rule)]
        if not left:
            break  # the others would show nothing more
    if left:
        return left[0]
    shown, got = next((p for p in pairs if not _agree(student, p[1], p[0])), pairs[-1])
    raise _other_value(got, shown)


def _agree(student: Student, got: float, found: Case, rule: Rule = (0, 0, 0)) -> bool:
    factor = _factor(rule, found.sizes)
    nearest = np.clip(got, (found.want - found.slack) * factor, found.want * factor)
    return close(np.asarray(got), np.asarray(nearest), student.tolerance)


def classes_have_the_right_terms(student: Student) -> None:
    """Check the cross-entropy of y_1 .. y_l, predicted from h_0 .. h_{l-1}, up to a factor of sizes."""
    rule_of(student, "classes")


def observations_have_the_right_terms(student: Student) -> None:
    """Check the squared error of y_1 .. y_l, predicted from h_0 .. h_{l-1}, up to a factor of sizes."""
    rule_of(student, "observations")


def is_a_mean(student: Student) -> None:
    """Check that the terms which are right are averaged over steps, sequences and components."""
    for kind, route, rule in _right_kinds(student):
        if rule != (0, 0, 0):
            shown = case(student, route, LOSS_GRID[3], kind)
            got = value(student, shown)
            raise mismatch(
                "training_loss.not_mean",
                kind=kind,
                got=got,
                expected=shown.want,
                sizes=shown.sizes.only("lbno"),
                ratio=got / shown.want,
                ratio_is=_rule_text(rule),
            )


def _right_kinds(student: Student) -> list[tuple[str, str, Rule]]:
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


def _rule_text(rule: Rule) -> str:
    up = [name for name, power in zip("lbo", rule) if power > 0]
    down = [name for name, power in zip("lbo", rule) if power < 0]
    return "*".join(up or ["1"]) + ("/" + "/".join(down) if down else "")


def gradients_are_right(student: Student) -> None:
    """Check that back-propagation gives the slope of the loss with respect to the states and the decoder."""
    student.once(f"loss gradients {student.dtype}", lambda: _gradients(student))


def _gradients(student: Student) -> None:
    rules = _right_kinds(student)
    whole = all(holds(student, c) for c in BELOW)
    for kind, route, rule in rules:
        if "scripted" in route:
            loss_gradients.of_a_script(student, route, kind, _factor(rule, LOSS_GRID[2]))
        elif route == CARRIED:
            loss_gradients.carried(student, kind, _factor(rule, LOSS_GRID[2]))
        elif not whole:
            _own_gradients(student, route, kind)
    if not whole or any(route == CARRIED for _, route, _ in rules):
        return
    if all("scripted" in route for _, route, _ in rules):
        try:
            for kind, _, _ in rules:
                case(student, "own", LOSS_GRID[2], kind)
        except Mismatch:
            return
    known = holds(student, one_step.is_the_tanh_step) and not any("turned" in route for _, route, _ in rules)
    factors = {kind: partial(_factor, rule) for kind, _, rule in rules}

    def differences() -> None:  # a script's states don't come out of one another
        for kind, route, _ in rules:
            loss_gradients.of_the_own_model(student, "own" if "scripted" in route else route, kind)

    exactly(lambda: known and loss_exact.of_the_own_network(student, factors), differences)


def _own_gradients(student: Student, route: str, kind: str) -> None:
    """Check the gradients of the student's own network, or, where something below is wrong, of a table's states."""
    try:
        loss_gradients.of_the_own_model(student, route, kind)
    except Mismatch as own:
        try:
            rule = _rule(student, CARRIED, kind, with_one_drawn(student, LOSS_GRID))
        except Mismatch:
            raise own from None
        loss_gradients.carried(student, kind, _factor(rule, LOSS_GRID[2]))


def is_a_pure_function(student: Student) -> None:
    """Check that equal calls give equal losses and leave x, h0 and y alone."""

    def pure(kind: str, route: str) -> None:
        found = case(student, route, LOSS_GRID[2], kind)
        asked_again: list[Op] = [found.op, {**found.op, "inference": True}]
        answers = ask(student, found, *asked_again)
        used = answers[2].value if len(answers) == 3 and answers[2].error is None else None
        if len(answers) < 3:  # the last may raise
            answers = all_answers(answers, 2, FN, found.sizes.only("lbdno"))
        answers = answers[:2]
        for name, after in zip(("x", "h0", "y"), answers[0].after):
            asked = found.arrays[name]
            asked = asked.astype(student.dtype) if asked.dtype.kind == "f" else asked
            if after.array is None or not close(after.array, asked, 0.0):
                raise mismatch("argument_modified", function=FN, name=name)
        values = [a.value.array for a in answers if a.value is not None and a.value.array is not None]
        if len(values) != 2 or not close(values[0], values[1], student.tolerance):
            first, second = (
                float(v.flat[0]) if v is not None and v.size else None for v in (values + [None] * 2)[:2]
            )
            raise mismatch("not_deterministic", function=FN, first=first, second=second)
        if (
            used is not None
            and used.array is not None
            and not close(used.array, values[0], student.tolerance)
        ):
            shown = float(used.array.flat[0]) if used.array.size else None
            raise mismatch("other_in_use", function=FN, first=float(values[0].flat[0]), second=shown)

    try:
        kinds = [kind for kind, _, _ in _right_kinds(student)]
    except Mismatch:
        _first(pure, KINDS, routes(student))
        return
    for kind in kinds:  # a loss may treat the one as it should not, and the other well
        _first(partial(pure, kind), routes(student))
