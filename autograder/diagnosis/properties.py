"""Mistakes that a finding says by itself: a layout, a missing gradient, a size that is written into the code.

Imported by diagnosis. Every rule is a sentence about the program, not a guess from its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.examiner.checks import forward, loss_routes
from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.model import Check, Finding

from .sized import sized_step

_ALWAYS = {
    "not_attempted": "not-attempted",
    "missing": "not-attempted",
    "ready_made": "ready-made-rnn",
    "argument_modified": "argument-modified",
    "one_step.no_bias": "no-bias",
    "one_step.input_ignored": "input-ignored",
    "one_step.state_ignored": "state-ignored",
    "one_step.batch_mixed": "batch-mixed",
    "forward.initial_state_ignored": "initial-state-ignored",
    "no_gradient": "gradient-cut",
}
_LAYOUTS = {
    "list": ["wrong-return-type"],
    "tuple": ["wrong-return-type"],
    "pair": ["wrong-return-type"],
    "ndarray": ["wrong-return-type"],
    "list_h0_included": ["wrong-return-type", "initial-state-included"],
    "tuple_h0_included": ["wrong-return-type", "initial-state-included"],
    "h0_included": ["initial-state-included"],
    "batch_first": ["batch-first"],
    "batch_first_both": ["batch-first"],
    "batch_first_input": ["batch-first"],
    "flat": ["cat-not-stack"],
}
_MODULE_CALL = re.compile(r"__init__\(\) (takes|missing|got)")


def from_findings(student: Student, exercise: str, failed: Sequence[Check]) -> list[str]:
    """Return the ids that the failed checks of an exercise say by themselves, the first reason first."""
    names: list[str] = []
    for check in failed:
        if check.finding is not None:
            names += _of_finding(student, exercise, check.finding)
    return list(dict.fromkeys(names))


def _of_finding(student: Student, exercise: str, finding: Finding) -> list[str]:
    key, args = finding.key, finding.args
    if args.get("function", exercise) != exercise:
        return []  # said about another exercise, and named there
    if key in _ALWAYS:
        return [_ALWAYS[key]]
    if key == "forward.layout":
        return _LAYOUTS.get(str(args["layout"]), [])
    if key == "training_loss.no_gradient":
        return ["gradient-cut"] if _loss_cut(student) else []
    if key == "wrong_gradient":
        cut = {"forward": _cut_through_time, "training_loss": _states_cut}.get(exercise)
        return ["gradient-cut"] if cut is not None and cut(student) else []
    if key == "one_step.not_registered":
        return ["parameters-not-registered"]
    if key == "training_loss.not_mean" and "/" not in str(args["ratio_is"]):
        return ["loss-sum"]
    if key == "wrong_type":
        return _wrong_type(student, exercise, args)
    if key == "backward_raises" and args.get("second"):
        return ["hidden-state-across-calls"] if exercise == "forward" else []
    if key in ("raised", "wrong_shape"):
        return _raised(student, exercise, finding)
    return []


def _loss_cut(student: Student) -> bool:
    """Tell whether the loss has no gradient at sizes where it has terms."""
    for route in loss_routes.routes(student):
        for kind in loss_routes.KINDS:
            try:
                loss_routes.value(student, loss_routes.case(student, route, Sizes(3, 2, 2, 3, 3), kind))
            except Mismatch as error:
                if error.finding.key == "training_loss.no_gradient":
                    return True
    return False


def _states_cut(student: Student) -> bool:
    """Tell whether the loss sends no gradient to any state after h_0, though it is computed from them."""
    asked = loss_routes.case(student, "scripted", Sizes(4, 2, 2, 3, 3), "classes")
    answers = loss_routes.ask(student, asked, {"op": "backward", "of": [["g", 0, None]]})
    if len(answers) < 2 or answers[1].error is not None:
        return False
    grad = answers[1].grads.get("input:states")
    return grad is None or not np.any(grad[1:])


def _cut_through_time(student: Student) -> bool:
    """Tell whether the last state's gradient with respect to x_0 is exactly zero, where x_0 has an effect."""
    s = Sizes(l=12, b=2, d=3, n=4, o=2)
    model = student.model(s)
    arrays = forward.question(student, s, "cut")
    weights = np.zeros((s.l, s.b, s.n))
    weights[-1] = 1.0
    ops = [
        call(model, "forward", "x", "h", keep="g", grad=("x", "h")),
        {"op": "backward", "of": [["g", 0, "w"]], "model": model.key},
    ]
    answers = student.calls(model, "forward", ops, {**arrays, "w": weights})
    if answers[-1].error is not None or answers[0].value is None or answers[0].value.shape != weights.shape:
        return False
    grad = answers[1].grads.get("input:x")
    return grad is None or not np.any(grad[0])


def _wrong_type(student: Student, exercise: str, args: Mapping[str, Any]) -> list[str]:
    got = str(args["got"])
    if got.startswith(("list", "tuple", "numpy", "float", "int", "bool")):
        return ["wrong-return-type"]
    if re.fullmatch(r"[A-Z]\w+", got) and exercise == "one_step":
        return ["module-called-on-values"]  # a layer came back in place of what it computes
    return []


def _raised(student: Student, exercise: str, finding: Finding) -> list[str]:
    text = str(finding.args.get("error", ""))
    if finding.key == "raised" and text.startswith("TypeError") and _MODULE_CALL.search(text):
        return ["module-called-on-values"] if exercise == "one_step" else []
    return sized_step(student) if exercise == "one_step" else []
