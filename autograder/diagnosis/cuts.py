"""Where back-propagation stops, though values go on: gradient-cut, said by gradients that are exactly zero.

Imported by diagnosis.
"""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks import forward, loss_exact, loss_routes, predictions
from autograder.examiner.checks.exact import LONG, backwards
from autograder.examiner.expected import loss_slope
from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, close

SHOWS = 1e-9
"""Of a gradient: a share of it that a sum in float64 can't have lost."""


def has_no_gradient(student: Student) -> bool:
    """Tell whether the loss has no gradient at sizes where it has terms."""
    for route in loss_routes.routes(student):
        for kind in loss_routes.KINDS:
            try:
                loss_routes.value(student, loss_routes.case(student, route, Sizes(3, 2, 2, 3, 3), kind))
            except Mismatch as error:
                if error.finding.key == "training_loss.no_gradient":
                    return True
    return False


def inside_the_loss(student: Student) -> bool:
    """Tell whether some term of the loss does not reach back to what it is computed from."""
    return (
        states_cut(student)
        or _blind_to_inputs(student)
        or _first_input_unheard(student)
        or _last_targets_unheard(student)
    )


def _first_input_unheard(student: Student) -> bool:
    """Tell whether x_0's gradient is the same for another y_l, though the loss is not: no term of y_l reaches x_0.

    Of a few steps: over many, a network forgets x_0, and then it is so rightly.
    """
    s = Sizes(12, 2, 3, 4, 3)
    try:
        asked = loss_routes.case(student, "own", s, "classes")
    except Mismatch:
        return False
    other = asked.arrays["y"].copy()
    other[-1] = (other[-1] + 1) % s.o
    losses, grads = [], []
    for y in (asked.arrays["y"], other):
        names = ("own", "x", "h0", "y")
        model = predictions.own_model(student, s)
        ops = [
            call(model, loss_routes.FN, *names, grad=("x",), keep="g"),
            {"op": "backward", "of": [["g", 0, None]], "model": model.key},
        ]
        answers = student.calls(model, loss_routes.FN, ops, {**asked.arrays, "y": y})
        if len(answers) < 2 or answers[1].error is not None or answers[0].value is None:
            return False
        losses.append(answers[0].value.array)
        grads.append(answers[1].grads.get("input:x"))
    (one, two), (mine, theirs) = losses, grads
    if one is None or two is None or mine is None or theirs is None or not np.any(mine[0]):
        return False
    return bool(np.array_equal(mine[0], theirs[0])) and not np.allclose(one, two, 1e-3)


def _blind_to_inputs(student: Student) -> bool:
    """Tell whether h_0's gradient is the same for other inputs, though the loss is not: no later term reaches h_0."""
    s = Sizes(5, 2, 3, 4, 3)
    try:
        asked = loss_routes.case(student, "own", s, "classes")
    except Mismatch:
        return False
    values, grads = [], []
    for x in (asked.arrays["x"], asked.arrays["x"] + 1.0):
        ops = [asked.op, {"op": "backward", "of": [["g", 0, None]], "model": asked.model_key}]
        model = predictions.own_model(student, s)
        answers = student.calls(model, loss_routes.FN, ops, {**asked.arrays, "x": x})
        if len(answers) < 2 or answers[1].error is not None or answers[0].value is None:
            return False
        values.append(answers[0].value.array)
        grads.append(answers[1].grads.get("input:h0"))
    first, second = values
    mine, other = grads
    if first is None or second is None or mine is None or other is None or not np.any(mine):
        return False
    return close(mine, other, student.tolerance) and not np.allclose(first, second, 1e-3)


def states_cut(student: Student) -> bool:
    """Tell whether the loss sends no gradient to any state after h_0, though it is computed from them."""
    return any(_states_cut_at(student, Sizes(l, 2, 2, 3, 3)) for l in (4, LONG.l))


def _states_cut_at(student: Student, s: Sizes) -> bool:
    asked = loss_routes.case(student, "scripted", s, "classes")
    answers = loss_routes.ask(student, asked, {"op": "backward", "of": [["g", 0, None]]})
    if len(answers) < 2 or answers[1].error is not None:
        return False
    grad = answers[1].grads.get("input:states")
    return grad is None or not np.any(grad[1:])


def through_time(student: Student) -> bool:
    """Tell whether a state's gradient with respect to x_0 is exactly zero, where x_0 has an effect.

    The last state's; of a few steps, also the first one's and one between them: an answer may be cut off by itself.
    """
    few = Sizes(l=12, b=2, d=3, n=4, o=2)
    asked = [(few, few.l - 1), (LONG, LONG.l - 1), (few, 0), (few, few.l // 2)]
    return any(_cut_from(student, s, t) for s, t in asked)


def _cut_from(student: Student, s: Sizes, t: int) -> bool:
    model = student.model(s)
    arrays = forward.question(student, s, "cut")
    one = np.zeros((s.l, s.b, s.n))
    one[t] = 1.0
    index, weights = {
        "list": (t, one[t]),
        "tuple": (t, one[t]),
        "list_h0_included": (t + 1, one[t]),
        "tuple_h0_included": (t + 1, one[t]),
        "batch_first": (0, np.ascontiguousarray(one.swapaxes(0, 1))),
        "h0_included": (0, np.concatenate([0 * one[:1], one])),
        "flat": (0, one.reshape(-1, s.n)),
    }.get(forward.layout_of(student), (0, one))
    ops = [
        call(model, "forward", "x", "h", keep="g", grad=("x", "h")),
        {"op": "backward", "of": [["g", index, "w"]], "model": model.key},
    ]
    answers = student.calls(model, "forward", ops, {**arrays, "w": weights})
    if answers[-1].error is not None or answers[0].value is None or len(answers) < 2:
        return False
    leaves = answers[0].value.leaves()
    if index >= len(leaves) or leaves[index].shape != weights.shape:
        return False
    grad = answers[1].grads.get("input:x")
    return grad is None or not np.any(grad[0])


def _last_targets_unheard(student: Student) -> bool:
    """Tell whether some x_t's gradient is the same for another y_l over many steps, where it should show another.

    Held against what the network's own step and decoder say: over many steps, a network may rightly forget.
    """
    found = student.once(f"unrolled {loss_exact.LONG}", lambda: loss_exact.unrolled(student))
    if found is None or student.dtype != "float64":
        return False
    return any(_unheard(student, found, kind) for kind in loss_routes.KINDS)


def _unheard(student: Student, found: loss_exact.Unrolled, kind: str) -> bool:
    y = found.y[kind]
    other = y.copy()
    other[-1] = (other[-1] + 1) % loss_exact.LONG.o if kind == "classes" else other[-1] + 1.0
    model = student.model(loss_exact.LONG, "long", 0.6)
    ops = []
    for name in ("y", "other"):
        ops.append(call(model, loss_exact.FN, "own", "x", "h0", name, keep=name, grad=("x", "h0")))
        ops.append({"op": "backward", "of": [[name, 0, None]], "model": model.key})
    arrays = {"x": found.x, "h0": found.history[0], "y": y, "other": other}
    answers = student.calls(model, loss_exact.FN, [*ops, {"op": "forget"}], arrays)
    if len(answers) <= len(ops) or answers[-1].error is not None:
        return False
    mine, theirs = _sent_back(found, y), _sent_back(found, other)
    for name in ("x", "h0"):
        one, two = (answers[k].grads.get(f"input:{name}") for k in (1, 3))
        want = np.abs(mine[name] - theirs[name]).max((1, 2))
        if one is None or two is None or not np.any(one):
            continue  # nothing trains it
        one, two = (a.reshape(-1, *a.shape[-2:])[: len(want)] for a in (one, two))
        shows = want > SHOWS * np.abs(mine[name]).max((1, 2))
        return bool(np.any(shows & np.all(one == two, axis=(1, 2))))
    return False


def _sent_back(found: loss_exact.Unrolled, y: Array) -> dict[str, Array]:
    """Return what a right loss sends back to x_0 .. x_{l-2}, and to h_0, (1, b, n)."""
    assert found.moving.decoder is not None
    back = loss_slope(found.predictions, y) @ found.moving.decoder.D
    weights = np.concatenate([back[1:], 0 * back[:1]])
    by_x, by_h = backwards(1 - found.history[1:] ** 2, found.moving.step, weights)
    return {"x": by_x[:-1], "h0": (by_h + back[0])[None]}
