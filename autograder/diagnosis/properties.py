"""Mistakes that a finding says by itself: a layout, a missing gradient, a size that is written into the code.

Imported by diagnosis. Every rule is a sentence about the program, not a guess from its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks import forward, loss_routes, one_step, training_loss
from autograder.examiner.checks.common import GRID, returned
from autograder.examiner.student import Sizes, Student, call
from autograder.examiner.verdict import Mismatch, close
from autograder.handle import Value
from autograder.model import Check, Finding

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


def unrest(student: Student, exercise: str) -> str | None:
    """Return the id of what makes equal calls differ, or changes what it is given; None where nothing does."""
    check = {
        "one_step": one_step.is_a_pure_function,
        "forward": forward.answers_the_same_again,
        "training_loss": training_loss.is_a_pure_function,
    }[exercise]
    try:
        check(student)
    except Mismatch as error:
        if error.finding.key == "argument_modified":
            return "argument-modified"
    return _restless(student, exercise)


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
    """Tell whether the last state's gradient with respect to x_1 is exactly zero, where x_1 has an effect."""
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


def step_mixes_the_batch(student: Student) -> bool:
    """Tell whether a sequence's next state changes when the others in the batch change."""
    s = Sizes(b=3, d=3, n=4)
    model = student.model(s)
    rng = student.draws.stream("step mixed")
    arrays = {"x": rng.standard_normal((s.b, s.d)), "h": rng.standard_normal((s.b, s.n))}
    other = {k: a + np.array([[0.0], [1.0], [-0.5]]) for k, a in arrays.items()}
    rows = []
    for asked in (arrays, other):
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], asked)[0]
        if answer.value is None or answer.value.array is None or answer.value.shape != (s.b, s.n):
            return False
        rows.append(answer.value.array[:1])
    return not close(rows[0], rows[1], student.tolerance)


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
    return _sized_step(student) if exercise == "one_step" else []


def _sized_step(student: Student) -> list[str]:
    """Name a step that is right at some sizes and raises, or has another shape, at others."""
    works: set[Sizes] = set()
    square: set[bool] = set()
    for sizes in (*GRID, *(Sizes(b=b, d=3, n=4) for b in (1, 2, 8, 10, 16, 32, 64, 100, 128))):
        answer = student.calls(student.model(sizes), "one_step", *_step_question(student, sizes))[0]
        right = answer.error is None and answer.value is not None and answer.value.shape == (sizes.b, sizes.n)
        if right:
            works.add(sizes)
            square.add(sizes.d == sizes.n)
    if square == {True}:
        return ["inputs-swapped"]
    return ["fixed-size"] if works else []


def _step_question(student: Student, s: Sizes) -> tuple[list[dict[str, Any]], dict[str, Array]]:
    rng = student.draws.stream(f"sized {s}")
    arrays = {"x": rng.standard_normal((s.b, s.d)), "h": rng.standard_normal((s.b, s.n))}
    return [call(student.model(s), "one_step", "x", "h")], arrays


def some_sizes_work(student: Student) -> bool:
    """Tell whether forward is right at some of the sizes that students write into their code."""
    candidates = [*GRID, *(Sizes(l, b, 3, 4, 2) for l in (1, 3, 10) for b in (1, 2, 10, 16, 32, 64))]
    for sizes in candidates:
        for patched in (False, True):
            answer = forward.ask(student, student.model(sizes), sizes, "sized", patched=patched)
            if answer.error is None and answer.value and answer.value.shape == (sizes.l, sizes.b, sizes.n):
                return sizes.l > 1 or sizes.b > 1
    return False


def _restless(student: Student, exercise: str) -> str | None:
    """Tell noise from memory from new layers; None where equal calls have equal answers.

    A new model under the same seed repeats noise; it repeats neither what is kept outside of it, nor, when it is
    asked twice, what is kept inside.
    """
    first, again = _asked_twice(student, exercise, 1)
    if first is None or again is None or _alike(first, again):
        return None
    repeated, _ = _asked_twice(student, exercise, 1)
    other, _ = _asked_twice(student, exercise, 2)
    if repeated is None or other is None or not _alike(first, repeated) or _alike(first, other):
        return "hidden-state-across-calls" if exercise == "forward" else None
    return (
        "weights-not-shared"
        if exercise != "training_loss" and _new_layers(student, exercise)
        else "not-deterministic"
    )


def _asked_twice(student: Student, exercise: str, seed: int) -> tuple[Value | None, Value | None]:
    """Ask a newly built model one question twice."""
    sizes = Sizes(b=2, d=3, n=4)
    model = student.model(sizes, "restless")
    model.generation, model.seed = -1, seed
    student.ready(model)
    if exercise == "training_loss":
        asked = loss_routes.case(student, "scripted", sizes, "classes")
        op, arrays = asked.op, asked.arrays
    else:
        rng = student.draws.stream("restless")
        shape = (sizes.b, sizes.d) if exercise == "one_step" else (sizes.l, sizes.b, sizes.d)
        arrays = {"x": rng.standard_normal(shape), "h": rng.standard_normal((sizes.b, sizes.n))}
        op = call(model, exercise, "x", "h")
    answers = student.calls(model, exercise, [op, op], arrays)
    return answers[0].value, answers[1].value if len(answers) > 1 else None


def _alike(a: Value, b: Value) -> bool:
    mine, theirs = a.leaves(), b.leaves()
    return len(mine) == len(theirs) and all(
        x.array is not None and y.array is not None and close(x.array, y.array, 1e-8)
        for x, y in zip(mine, theirs)
    )


def _new_layers(student: Student, exercise: str) -> bool:
    """Tell whether x has an effect even when every registered weight is zero: then other weights are at work."""
    sizes = Sizes(b=2, d=3, n=4)
    model = student.model(sizes, "silent")
    student.ready(model)
    student.assign(model, {name: np.zeros_like(v) for name, v in model.values.items()})
    shape = (sizes.b, sizes.d) if exercise == "one_step" else (sizes.l, sizes.b, sizes.d)
    arrays = {"x": np.full(shape, 1e3), "h": np.full((sizes.b, sizes.n), 1e3)}
    answer = student.calls(model, exercise, [call(model, exercise, "x", "h")], arrays)[0]
    model.generation = -1
    if answer.error is not None or not answer.value or answer.value.kind != "tensor":
        return False
    array = answer.value.array
    return array is not None and bool(np.mean(np.abs(array)) > 0.9)


def weights_differ_by_step(student: Student) -> bool:
    """Tell whether forward is a tanh step at every t, but with other weights at t = 2 than at t = 1."""
    s = Sizes(l=3, b=24, d=2, n=3, o=2)
    model = student.model(s)
    rng = student.draws.stream("by step")
    x, h = 0.5 * rng.standard_normal((s.l, s.b, s.d)), 0.5 * rng.standard_normal((s.b, s.n))
    answer = student.calls(model, "forward", [call(model, "forward", "x", "h")], {"x": x, "h": h})[0]
    try:
        value = returned("forward", answer, {})
        states = forward.states_in(value, forward.layout_of(student), s)
    except Mismatch:
        return False
    if states is None or not np.all(np.abs(states) < 1):
        return False
    fits = []
    for t in range(s.l):
        before = h if t == 0 else states[t - 1]
        known = np.hstack([x[t], before, np.ones((s.b, 1))])
        want = np.arctanh(states[t])
        weights = np.linalg.lstsq(known, want, rcond=None)[0]
        if np.abs(known @ weights - want).max() > 1e-6:
            return False
        fits.append(weights)
    return not close(fits[0], fits[1], 1e-4) or not close(fits[1], fits[2], 1e-4)


def mixes_the_batch(student: Student) -> bool:
    """Tell whether a sequence's states depend on the other sequences that are given with it."""
    s = forward.STEP_SIZES[0]
    arrays = forward.question(student, s, "mixed")
    for patched in (False, True):
        try:
            both = forward.ask(student, student.model(s), s, "mixed", patched=patched)
            changed = {"x": arrays["x"].copy(), "h": arrays["h"]}
            changed["x"][:, 1] += 1.0
            options = {}
            if patched:
                weights = forward.stand_in(student, s)
                changed, options = {**changed, **weights}, {"patch": {k: k for k in weights}}
            op = call(student.model(s), "forward", "x", "h", **options)
            other = student.calls(student.model(s), "forward", [op], changed)[0]
            name = forward.layout_of(student)
            a = forward.states_in(returned("forward", both, {}), name, s)
            b = forward.states_in(returned("forward", other, {}), name, s)
        except Mismatch:
            continue
        if a is not None and b is not None:
            return not close(a[:, 0], b[:, 0], student.tolerance) and one_step_is_apart(student)
    return False


def one_step_is_apart(student: Student) -> bool:
    """Tell whether the student's own step keeps sequences apart, so that forward is what mixes them."""
    try:
        one_step.is_the_tanh_step(student, [forward.STEP_SIZES[0]])
    except Mismatch as error:
        return error.finding.key != "one_step.batch_mixed"
    return True


def loss_right_somewhere(student: Student) -> bool:
    """Tell whether a loss that is wrong in general is right for some of the sizes that students write down."""
    return any(
        not any(_loss_right(student, s, kind) for s in (Sizes(3, 4, 3, 2, 3), Sizes(5, 7, 3, 2, 3)))
        and any(
            _loss_right(student, Sizes(l, b, 3, 2, 3), kind)
            for b in (3, 8, 10, 16, 20, 32, 64)
            for l in (b, 4, 10)
        )
        for kind in loss_routes.KINDS
    )


def _loss_right(student: Student, sizes: Sizes, kind: str) -> bool:
    try:
        asked = loss_routes.case(student, "scripted", sizes, kind)
        got = loss_routes.value(student, asked)
    except Mismatch:
        return False
    return abs(got - asked.want) <= student.tolerance * (1 + abs(asked.want))
