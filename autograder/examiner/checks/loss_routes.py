"""Ask `training_loss` about a model whose states and decoder are known. Imported by the checks of the loss.

Three kinds of routes: a scripted stand-in for the model, whose states come from a table; the student's own
model, whose states and predictions are asked for first; and, where something below the loss is wrong, the student's
own model with that table in the place of its states. The loss is judged on any, so that a wrong `one_step` or
`forward` does not take it down, nor a layout of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from .. import expected
from ..questions import Op, Sizes, call
from ..student import Student
from ..verdict import Mismatch, mismatch
from .below import BELOW as BELOW
from .below import sound_below as sound_below
from .common import all_answers, holds, returned, tensor
from .forward import layout_of
from .layouts import states_in
from .loss_scripts import FN as FN
from .loss_scripts import KINDS as KINDS
from .loss_scripts import SPECIAL, turned
from .loss_scripts import Case as Case
from .loss_scripts import scripted as scripted
from .loss_scripts import targets as targets
from .predictions import gives_probabilities, own_model, predicted

CARRIED = "carried"

LOSS_GRID = (
    Sizes(1, 1, 1, 2, 2),
    Sizes(2, 1, 2, 3, 2),
    Sizes(3, 2, 2, 3, 5),
    Sizes(2, 5, 3, 4, 3),
    Sizes(3, 3, 3, 2, 3),
    Sizes(5, 3, 3, 4, 2),
    Sizes(11, 2, 2, 3, 2),
    Sizes(3, 2, 2, 3, 1),
    Sizes(4, 3, 2, 1, 3),
    Sizes(131, 5, 1, 2, 2),
    Sizes(2, 131, 1, 2, 2),
    Sizes(2, 8, 1, 2, 600),
)
"""l > b and l < b, l = b = o; the products of l, b and o tell a sum over one from a sum over another. A byte
holds no number of six hundred classes."""


BEGUN = Sizes(12, 20, 3, 5, 4)
"""At which the own network is asked as every training begins: from zero, about symbols."""
ONE = Sizes(2, 1, 3, 4, 2)
ALONE = Sizes(3, 2, 3, 4, 1)
"""Of one sequence, and of observations that are one number: its decoder may squeeze, which no script's does."""
FEW = (6, 10)
"""Sequences of the sizes that are drawn: a script looks each of them up."""
DECIDED = Sizes(3, 64, 2, 24, 2)
"""Of so many units an own decoder's scores are far apart; of few steps, rounding stays rounding."""


def routes_for(student: Student, kind: str) -> list[str]:
    """Return the routes that say whether losses of a kind are right.

    A script's decoder gives scores. Where the student's own gives probabilities, the two have to fit.
    """
    if kind == "classes" and gives_probabilities(student):
        return [route for route in routes(student) if "scripted" not in route]
    return routes(student)


def routes(student: Student) -> list[str]:
    """Return the names of the routes, the one that depends on nothing else first."""
    names = ["scripted", "own", "own-step"]
    try:
        if layout_of(student).startswith("batch_first_"):
            names += ["scripted-turned", "own-turned"]
    except Mismatch:
        pass
    return [*names, CARRIED]


def case(student: Student, route: str, sizes: Sizes, kind: str) -> Case:
    """Draw one question for a route.

    Raises:
        Mismatch: the student's own model gives no states or predictions to judge by.
    """
    key = f"loss case {route} {sizes} {kind} {student.dtype}"
    return student.once(
        key,
        lambda: (
            scripted(student, route, sizes, kind)
            if "scripted" in route
            else _carried(student, sizes, kind)
            if route == CARRIED
            else _own(student, route, sizes, kind)
        ),
    )


def specials(student: Student, route: str, kind: str) -> list[tuple[str, Case]]:
    """Draw the unusual questions about a script, with their tags; of the own model, whose numbers are its own, one."""
    if route == "own":
        found = case(student, route, DECIDED, kind)
        if kind == "observations":
            return [("perfect", _perfect(found)), ("shares", _shares(found))]
        likely = _likely(found)
        return [("likely", likely), ("surest", _surest(likely))]
    if "scripted" not in route:
        return []
    key = f"loss specials {route} {kind} {student.dtype}"
    return student.once(key, lambda: [(tag, scripted(student, route, s, kind, tag)) for tag, s in SPECIAL])


def _likely(found: Case) -> Case:
    """Return a question about classes with that of the highest score at each step: some are nearly certain."""
    y = found.predictions.argmax(-1)
    return replace(found, y=y, arrays={**found.arrays, "y": y})


def _surest(found: Case, count: int = 4) -> Case:
    """Return a question about those sequences alone of which the loss is the least."""
    best = np.argsort(expected.surprise(found.predictions, found.y).mean(0))[:count]
    arrays = {"x": found.arrays["x"][:, best], "h0": found.arrays["h0"][best], "y": found.y[:, best]}
    few, y = replace(found.sizes, b=count), arrays["y"]
    return replace(found, sizes=few, predictions=found.predictions[:, best], y=y, arrays=arrays)


def _perfect(found: Case) -> Case:
    """Return a question about observations that are what is predicted."""
    y = found.predictions.astype(np.float32).astype(np.float64)
    return replace(found, y=y, arrays={**found.arrays, "y": y})


def _shares(found: Case) -> Case:
    """Return a question about observations that all lie between 0 and 1."""
    y = (1.0 / (1.0 + np.exp(-found.y))).astype(np.float32).astype(np.float64)
    return replace(found, y=y, arrays={**found.arrays, "y": y})


def _own(student: Student, route: str, s: Sizes, kind: str) -> Case:
    model = own_model(student, s)
    rng = student.draws.stream(f"loss {route} {s} {kind}")
    x, h0 = rng.standard_normal((s.l, s.b, s.d)), 0.5 * rng.standard_normal((s.b, s.n))
    if s == BEGUN:
        x, h0 = np.eye(s.d)[rng.integers(0, s.d, (s.l, s.b))], 0 * h0
    y = targets(student, s, kind, f" {route}")  # others than a script's: what was asked before tells nothing
    arrays = turned({"x": x, "h0": h0, "y": y}, route)
    states = _iterated(student, s, x, h0) if route == "own-step" else states_of(student, s, arrays, h0)
    predictions = predicted(student, model, s, states, kind)
    op = call(model, FN, "own", "x", "h0", "y", keep="g", grad=("h0",), after=True)
    return Case(s, kind, arrays, op, predictions, y, route, model.key)


def _carried(student: Student, s: Sizes, kind: str) -> Case:
    """Draw one question about the student's own model, of which forward and one_step answer from a script's table.

    Raises:
        Mismatch: nothing below the loss is wrong, and there is no error to carry forward.
    """
    if all(holds(student, check) for check in BELOW):
        raise mismatch("depends_on", exercise="forward")
    model, script = own_model(student, s), scripted(student, "scripted", s, kind, CARRIED)
    names = script.op["args"][0]["scripted"]
    op = call(model, FN, "own", "x", "h0", "y", keep="g", grad=("h0",), after=True, script=names)
    predictions = predicted(student, model, s, script.arrays["states"], kind)
    return Case(s, kind, script.arrays, op, predictions, script.y, CARRIED, model.key)


def dressed(student: Student, route: str, s: Sizes, kind: str) -> Case:
    """Draw one question about the student's own model, of which every method answers from a route's script."""
    model, script = own_model(student, s), scripted(student, route, s, kind, " dressed")
    names = script.op["args"][0]["scripted"]
    op = call(model, FN, "own", "x", "h0", "y", keep="g", after=True, script=names, decodes=True)
    return replace(script, op=op, route="dressed", model_key=model.key)


def history(student: Student, s: Sizes, found: Case) -> Array:
    """Return the student's own [h_0 .. h_l], (l + 1, b, n), for the question of a case."""
    return states_of(student, s, found.arrays, found.arrays["h0"])


def states_of(student: Student, s: Sizes, arrays: dict[str, Array], h0: Array) -> Array:
    """Return the student's own [h_0 .. h_l], (l + 1, b, n), from forward.

    Raises:
        Mismatch: it gives no finite states.
    """
    name, model = layout_of(student), own_model(student, s)
    answer = student.calls(model, "forward", [call(model, "forward", "x", "h0")], arrays)[0]
    states = states_in(returned("forward", answer, s.only("lbdn")), name, s)
    if states is None or not np.all(np.isfinite(states)):
        raise mismatch("depends_on", exercise="forward")
    return np.concatenate([h0[None], states])


def _iterated(student: Student, s: Sizes, x: Array, h0: Array) -> Array:
    """Return [h_0 .. h_l] by the student's own step, each of which is asked about what the last one answered."""
    model, arrays = own_model(student, s), {"h0": h0, **{f"x{t}": x[t] for t in range(s.l)}}
    ops = [call(model, "one_step", "x0", "h0", keep="step")]
    for t in range(1, s.l):
        op = call(model, "one_step", f"x{t}", keep="step")
        ops.append({**op, "args": [*op["args"], {"keep": ["step", 0]}]})
    answers = student.calls(model, "one_step", [*ops, {"op": "forget"}], arrays)
    passed = [h0]
    for t in range(s.l):
        if t == len(answers) or answers[t].error is not None:  # what comes back may not be what it takes
            alone = {"x": x[t], "h": passed[-1]}
            again = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], alone)[0]
        else:
            again = answers[t]
        passed.append(tensor("one_step", again, (s.b, s.n), s.only("bdn")))
    return np.stack(passed)


def ask(student: Student, found: Case, *more: Op) -> Sequence[Answer]:
    """Ask for the loss of a case, and whatever ops go with it."""
    model = own_model(student, found.sizes) if found.model_key else None
    return student.calls(model, FN, [found.op, *more], found.arrays)


def value(student: Student, found: Case, tag: str = "") -> float:
    """Return the student's loss of a case; `tag` tells draws of equal sizes apart.

    Raises:
        Mismatch: it raises, or no scalar tensor that can be back-propagated comes back.
    """
    return student.once(key_of(student, found, tag), lambda: asked_value(student, found))


def key_of(student: Student, found: Case, tag: str) -> str:
    """Return under which name a loss is remembered."""
    return f"loss value {found.route} {found.kind} {found.sizes} {student.dtype}{tag}"


def asked_value(student: Student, found: Case) -> float:
    """Return the student's loss of a case, asked for anew.

    Raises:
        Mismatch: as `value` does.
    """
    return number_of(all_answers(ask(student, found), 1, FN, found.sizes.only("lbdno"))[0], found)


def number_of(answer: Answer, found: Case) -> float:
    """Return the loss that an answer is.

    Raises:
        Mismatch: it is no scalar tensor that can be back-propagated.
    """
    sizes = found.sizes.only("lbdno")
    got = returned(FN, answer, sizes)
    if got.kind != "tensor":
        raise mismatch("wrong_type", function=FN, got=got.type or got.kind, expected="torch.Tensor")
    if got.shape not in ((), (1,), (1, 1)):
        raise mismatch("training_loss.not_scalar", got=list(got.shape))
    if got.array is None or got.array.dtype.kind != "f":
        raise mismatch("wrong_dtype", function=FN, got=got.dtype, expected="float")
    if not np.all(np.isfinite(got.array)):
        raise mismatch("not_finite", function=FN, sizes=sizes)
    if not got.requires_grad:
        raise mismatch("training_loss.no_gradient")
    return float(got.array.reshape(-1)[0])
