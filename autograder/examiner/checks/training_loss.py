"""Checks of `training_loss`: the right terms, their mean, a gradient that goes where it must."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..questions import Op, Sizes, call
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from . import as_trained, loss_exact, loss_gradients, one_step
from .common import all_answers, holds
from .exact import exactly
from .forward_asked import layout_of
from .grid import with_one_drawn
from .loss_own import begins_anew
from .loss_routes import (
    BEGUN,
    BELOW,
    CARRIED,
    FEW,
    FN,
    KINDS,
    LOSS_GRID,
    ask,
    case,
    routes,
    sound_below,
    value,
)
from .loss_rules import factor, first_that_holds, right_kinds, rule_by, rule_of, rule_text, value_at
from .predictions import decodes_all_at_once, own_model
from .purity import MODES

OWN_FED = Sizes(3, 2, 4, 3, 4)
"""Where a network could read its own predictions in the place of observations."""
_IMPURE = ("argument_modified", "training_loss.backward_inside", "not_deterministic", "other_in_use")


def is_a_scalar_to_differentiate(student: Student) -> None:
    """Check that a scalar tensor with a gradient comes back, for classes or for observations."""
    first_that_holds(lambda kind, route: value_at(student, route, kind), KINDS, routes(student))


def classes_have_the_right_terms(student: Student) -> None:
    """Check the cross-entropy of y_1 .. y_l, predicted from h_0 .. h_{l-1}, up to a factor of sizes."""
    rule_of(student, "classes")
    _as_it_is_trained(student, "classes", as_trained.values_hold)


def observations_have_the_right_terms(student: Student) -> None:
    """Check the squared error of y_1 .. y_l, predicted from h_0 .. h_{l-1}, up to a factor of sizes."""
    rule_of(student, "observations")
    _as_it_is_trained(student, "observations", as_trained.values_hold)


def is_a_mean(student: Student) -> None:
    """Check that the terms which are right are averaged over steps, sequences and components."""
    for kind, route, rule in right_kinds(student):
        if rule != (0, 0, 0):
            shown = case(student, route, LOSS_GRID[3], kind)
            got = value(student, shown)
            raise mismatch(
                "training_loss.not_mean",
                kind=kind,
                got=got,
                expected=shown.want,
                sizes=shown.sizes.only("lbno"),
                ratio=got / shown.want if shown.want else None,
                ratio_is=rule_text(rule),
            )


MANY_STEPS = {"float64": Sizes(12, 2, 2, 3, 5), "float32": Sizes(7, 2, 2, 3, 5)}
"""Of differences of the own network's loss, in each precision: of right tanh networks, in 1,500 draws of 7 steps these
are within a quarter of the tolerance in float32, and of 12 steps within a thousandth in float64."""


FAR_BACK = {"float64": Sizes(24, 2, 2, 3, 5), "float32": Sizes(12, 2, 2, 3, 5)}
"""Of what is held to the gradients that the student's own forward passes back."""


def gradients_are_right(student: Student) -> None:
    """Check that back-propagation gives the slope of the loss with respect to the states and the decoder."""
    student.once(f"loss gradients {student.dtype}", lambda: _gradients(student))
    for kind, _, _ in right_kinds(student):
        _as_it_is_trained(student, kind, as_trained.gradients_hold)


def _as_it_is_trained(student: Student, kind: str, hold: Callable[[Student, str], None]) -> None:
    if holds(student, one_step.is_the_tanh_step):  # another may explode
        hold(student, kind)


def _gradients(student: Student) -> None:
    rules = right_kinds(student)
    whole = sound_below(student)
    for kind, route, rule in rules:
        if "scripted" in route:
            loss_gradients.of_a_script(student, route, kind, factor(rule, LOSS_GRID[2]))
        elif route == CARRIED:
            loss_gradients.carried(student, kind, factor(rule, LOSS_GRID[2]))
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
    bounded = holds(student, one_step.is_the_tanh_step)
    sizes = MANY_STEPS[student.dtype] if bounded else LOSS_GRID[2]  # another step may explode
    known = bounded and not any("turned" in route for _, route, _ in rules)
    factors = {kind: partial(factor, rule) for kind, _, rule in rules}

    def differences() -> None:  # a script's states don't come out of one another
        for kind, route, rule in rules:
            try:
                loss_gradients.of_the_own_model(student, "own" if "scripted" in route else route, kind, sizes)
            except Mismatch as wrong:
                try:  # a step that is not the one asked for, or a decoder of many layers, may have no differences
                    loss_gradients.through_the_own_network(student, kind, factor(rule, sizes), sizes)
                except Mismatch:
                    raise wrong from None
            far = FAR_BACK[student.dtype]  # no cut is too far back
            whole = layout_of(student) == "tensor" and decodes_all_at_once(
                student, own_model(student, far), far
            )
            if bounded and whole and "turned" not in route:
                loss_gradients.through_the_own_network(student, kind, factor(rule, far), far)

    exactly(lambda: known and loss_exact.of_the_own_network(student, factors), differences)
    decoded = decodes_all_at_once(student, own_model(student, BEGUN), BEGUN)
    if bounded and decoded and layout_of(student) == "tensor" and begins_anew(student):
        for kind, route, rule in rules:
            if "turned" not in route:
                loss_gradients.through_the_own_network(student, kind, factor(rule, BEGUN), BEGUN)


def _own_gradients(student: Student, route: str, kind: str) -> None:
    """Check the gradients of the student's own network, or, where something below is wrong, of a table's states."""
    try:
        loss_gradients.of_the_own_model(student, route, kind)
    except Mismatch as own:
        try:
            rule = rule_by(student, CARRIED, kind, with_one_drawn(student, LOSS_GRID, FEW))
        except Mismatch:
            raise own from None
        loss_gradients.carried(student, kind, factor(rule, LOSS_GRID[2]))


def is_a_pure_function(student: Student) -> None:
    """Check that equal calls give equal losses and leave x, h0 and y alone."""

    def pure(kind: str, route: str) -> None:
        found = case(student, route, OWN_FED if route == "own" else LOSS_GRID[2], kind)
        asked_again: list[Op] = [found.op, *({**found.op, "inference": mode} for mode in MODES)]
        answers = ask(student, found, *asked_again)
        in_use = [a.value for a in answers[2:] if a.error is None and a.value is not None]
        if len(answers) < 3:  # the later ones may raise
            answers = all_answers(answers, 2, FN, found.sizes.only("lbdno"))
        for answer in (answers[0], *answers[2:]):  # in training, and in use
            for name, after in zip(("x", "h0", "y"), answer.after):
                asked = found.arrays[name]
                asked = asked.astype(student.dtype) if asked.dtype.kind == "f" else asked
                if after.array is None or not close(after.array, asked, 0.0):
                    raise mismatch("argument_modified", function=FN, name=name)
        if answers[0].backward_inside:
            raise mismatch("training_loss.backward_inside")
        answers = answers[:2]
        values = [a.value.array for a in answers if a.value is not None and a.value.array is not None]
        if (
            len(values) != 2
            or not all(v.size for v in values)
            or not close(values[0], values[1], student.tolerance)
        ):
            first, second = (
                float(v.flat[0]) if v is not None and v.size else None for v in (values + [None] * 2)[:2]
            )
            raise mismatch("not_deterministic", function=FN, first=first, second=second)
        for used in in_use:
            if used.array is None or close(used.array, values[0], student.tolerance):
                continue
            shown = float(used.array.flat[0]) if used.array.size else None
            raise mismatch("other_in_use", function=FN, first=float(values[0].flat[0]), second=shown)

    try:
        kinds = [kind for kind, _, _ in right_kinds(student)]
    except Mismatch:
        first_that_holds(pure, KINDS, routes(student))
        return
    for kind in kinds:  # a loss may treat the one as it should not, and the other well
        first_that_holds(partial(pure, kind), routes(student))
    if not all(holds(student, check) for check in BELOW) or not _decodes_alike(student):
        return
    for kind in kinds:
        try:
            pure(kind, "own")
        except Mismatch as error:
            if error.finding.key in _IMPURE:
                raise


def _decodes_alike(student: Student) -> bool:
    """Tell whether the own decoder predicts the same when it is asked again, and in use."""
    model = own_model(student, OWN_FED)
    ask = call(model, "decode", "h")
    ops: list[Op] = [ask, ask, *({**ask, "inference": mode} for mode in MODES)]
    h = student.draws.stream("decoded in use").standard_normal((OWN_FED.b, OWN_FED.n))
    try:
        answers = student.calls(model, "decode", ops, {"h": h})
    except Mismatch:
        return False
    arrays = [a.value.array for a in answers if a.value is not None and a.value.array is not None]
    return len(arrays) == len(ops) and all(close(a, arrays[0], student.tolerance) for a in arrays)
