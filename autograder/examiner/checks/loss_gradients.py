"""Gradients of `training_loss`, by each route on which it is asked. Imported by the checks of the loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from .. import guards
from ..questions import Op, Sizes, call, raised
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from .common import Slopes, all_answers
from .forward_asked import layout_of
from .loss_routes import CARRIED, FN, LOSS_GRID, Case, ask, case, value
from .predictions import decodes_all_at_once, gives_probabilities, own_model


def of_a_script(student: Student, route: str, kind: str, factor: float) -> None:
    """Check what the loss sends back to a script's states and decoder; `factor` is got / expected of its values."""
    found: Case = case(student, route, LOSS_GRID[2], kind)
    s, a = found.sizes, found.arrays
    grads = _sent_back(student, found)
    claimed = {
        "h": _of_states(grads, np.zeros((s.l + 1, s.b, s.n))),
        "decoder": grads.get("input:D"),
        "decoder bias": grads.get("input:e"),
    }

    def sent(slope: Array) -> Mapping[str, Array]:
        history = np.zeros((s.l + 1, s.b, s.n))
        history[:-1] = slope @ a["D"].T
        of_decoder = np.einsum("lbn,lbo->no", a["states"][:-1], slope)
        return {"h": history, "decoder": of_decoder, "decoder bias": slope.sum((0, 1))}

    _hold_any(student, found, factor, lambda slope: (sent(slope), claimed))


def carried(student: Student, kind: str, factor: float) -> None:
    """Check what the loss sends back to a table's states and to the student's own decoder, as this would pass it on."""
    found: Case = case(student, CARRIED, LOSS_GRID[2], kind)
    s, model = found.sizes, own_model(student, found.sizes)
    ops: list[Op] = [
        call(model, "decode", "h", grad=("h",), keep="d"),
        {"op": "backward", "of": [["d", 0, "slope"]], "model": model.key},
    ]
    grads = _sent_back(student, found)

    def passed_on(slope: Array) -> tuple[Mapping[str, Array], Mapping[str, Array | None]]:
        if kind == "classes" and gives_probabilities(student):
            slope = slope / np.exp(
                found.predictions
            )  # of what is decoded, whose logarithms the predictions are
        arrays = {"h": found.arrays["states"][:-1], "slope": slope}
        answers = all_answers(student.calls(model, "decode", ops, arrays), 2, "decode", s.only("lbno"))
        passed, history = answers[1].grads, np.zeros((s.l + 1, s.b, s.n))
        if (through := passed.get("input:h")) is not None and through.shape == history[:-1].shape:
            history[:-1] = through
        of_decoder = {
            name: grad for name, grad in passed.items() if name.startswith("parameter:") and np.any(grad)
        }
        claimed = {"h": _of_states(grads, history), **{name: grads.get(name) for name in of_decoder}}
        return {"h": history, **of_decoder}, claimed

    _hold_any(student, found, factor, passed_on)


def _sent_back(student: Student, found: Case) -> Mapping[str, Array]:
    """Return the gradients of the loss of a case."""
    of_model = {"model": found.model_key} if found.model_key else {}
    answers = ask(student, found, {"op": "backward", "of": [["g", 0, None]], **of_model})
    if len(answers) == 2 and answers[1].error is not None:
        raise mismatch("backward_raises", function=FN, error=str(answers[1].error), second=False)
    return all_answers(answers, 2, FN, found.sizes.only("lbno"))[1].grads


def _of_states(grads: Mapping[str, Array], like: Array) -> Array:
    """Return the gradients of [h_0 .. h_l], of a table and of the argument h0 together."""
    got = np.zeros_like(like)
    for name, into in (("input:states", got), ("input:h0", got[0])):
        if name in grads and grads[name].shape == into.shape:
            into += grads[name]
    return got


Sent = Callable[[Array], tuple[Mapping[str, Array], Mapping[str, Array | None]]]
"""What a slope at the predictions (l, b, o) sends back, and what is claimed instead, by the same names."""


def _hold_any(student: Student, found: Case, factor: float, sent: Sent) -> None:
    """Raise where a claim is not the right gradient, unguarded or with the guard that the loss's value tells."""
    first: Mismatch | None = None
    for slope in guards.slopes(found.predictions, found.y, value(student, found) / factor):
        try:
            return _hold(student, found, *sent(slope * factor))
        except Mismatch as error:
            first = first or error
    assert first is not None
    raise first


def _hold(
    student: Student, found: Case, want: Mapping[str, Array], claimed: Mapping[str, Array | None]
) -> None:
    off = 10 * (student.tolerance + guards.slack(found.predictions, found.y))
    for name, right in want.items():
        claim = claimed[name]
        if name == "h" and claim is not None and not np.any(claim[0]):
            right = np.concatenate([0 * right[:1], right[1:]])  # h_0 is not trained
        if claim is None or not np.any(claim):
            raise mismatch("no_gradient", function=FN, name=name)
        if not close(claim, right, off):
            same = claim.shape == right.shape
            worst = int(np.argmax(np.abs(claim - right))) if same else 0
            shown = {"got": float(claim.flat[worst]), "expected": float(right.flat[worst])}
            raise mismatch("wrong_gradient", function=FN, name=name, **shown)


def of_the_own_model(student: Student, route: str, kind: str, sizes: Sizes = LOSS_GRID[2]) -> None:
    """Check the gradients of the student's own parameters against differences of the losses; h_0 is not trained."""
    found = case(student, route, sizes, kind)
    model, shown = own_model(student, sizes), sizes.only("lbdno")
    Slopes(
        student,
        model,
        FN,
        ["own", "x", "h0", "y"],
        found.arrays,
        [],
        lambda answer: [np.asarray(_scalar(answer, shown))],
        f"slopes {FN} {kind}",
    ).check(shown)


def through_the_own_network(student: Student, kind: str, factor: float, sizes: Sizes) -> None:
    """Check the gradients of the student's own parameters against what its own forward and decode pass back.

    Near a pole, or where states explode, no difference is right: back-propagation is, where it is so in forward alone.

    Raises:
        Mismatch: a gradient is another; or forward returns no single tensor, whose parts could be decoded.
    """
    found = case(student, "own", sizes, kind)
    s, model = found.sizes, own_model(student, found.sizes)
    if layout_of(student) != "tensor" or not decodes_all_at_once(student, model, s):
        raise mismatch("depends_on", exercise="forward")
    ops: list[Op] = [
        call(model, "forward", "x", "h0", keep="f"),
        {"op": "call", "model": model.key, "fn": "decode", "args": [{"keep": ["f", 0]}], "keep": "later"},
        call(model, "decode", "h0", keep="first"),
        {"op": "backward", "of": [["later", 0, "later"], ["first", 0, "first"]], "model": model.key},
        {"op": "forget"},
    ]
    claimed = _sent_back(student, found)

    def passed_on(slope: Array) -> tuple[Mapping[str, Array], Mapping[str, Array | None]]:
        if kind == "classes" and gives_probabilities(student):
            slope = slope / np.exp(found.predictions)
        later = np.concatenate([slope[1:], 0 * slope[:1]])  # nothing is predicted from h_l
        arrays = {"x": found.arrays["x"], "h0": found.arrays["h0"], "later": later, "first": slope[0]}
        answers = student.calls(model, "forward", ops, arrays)
        passed = all_answers(answers, len(ops), "forward", s.only("lbdno"))[3].grads
        right = {n: grad for n, grad in passed.items() if n.startswith("parameter:") and np.any(grad)}
        return right, {name: claimed.get(name) for name in right}

    _hold_any(student, found, factor, passed_on)


def _scalar(answer: Answer, sizes: dict[str, int]) -> float:
    if answer.error is not None:
        raise raised(FN, answer, sizes)
    if answer.value is None or answer.value.array is None:
        raise mismatch("wrong_type", function=FN, got="", expected="")
    if answer.value.array.size != 1:  # it was one number when its value was asked for
        raise mismatch("training_loss.not_scalar", got=list(answer.value.shape))
    return float(answer.value.array.reshape(-1)[0])
