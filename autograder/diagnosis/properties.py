"""Mistakes that a finding says by itself: a layout, a missing gradient, a size that is written into the code.

Imported by diagnosis. Every rule is a sentence about the program, not a guess from its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks import loss_routes, one_step
from autograder.examiner.checks.common import holds
from autograder.examiner.checks.observed import SAME
from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.model import Check, Finding

from . import cuts, texts
from .sized_steps import sized_step

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
    "pair_second": ["wrong-return-type"],
    "pair_list": ["wrong-return-type"],
    "pair_second_list": ["wrong-return-type"],
    "ndarray": ["wrong-return-type"],
    "list_h0_included": ["wrong-return-type", "initial-state-included"],
    "tuple_h0_included": ["wrong-return-type", "initial-state-included"],
    "h0_included": ["initial-state-included"],
    "batch_first": ["batch-first"],
    "batch_first_both": ["batch-first"],
    "batch_first_input": ["batch-first"],
    "flat": ["cat-not-stack"],
}
_NO_TENSORS = (
    "list",
    "tuple",
    "dict",
    "deque",
    "generator",
    "map",
    "accumulate",
    "numpy",
    "ndarray",
    "float",
    "int",
    "bool",
)
_MODULE_CALL = re.compile(
    r"__init__\(\) (takes|missing|got)|Tensor is not a Module subclass|"
    r"empty\(\): argument 'size'.* type Tensor"  # sizes of weights that are values: nn.Linear(x, h)
)
_LIST_OF_TENSORS = "only one element tensors can be converted to Python scalars"
_NOT_A_LIST = "stack(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor"


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
        return ["gradient-cut"] if cuts.has_no_gradient(student) else []
    if key == "wrong_gradient":
        cut = {"forward": cuts.through_time, "training_loss": cuts.inside_the_loss}.get(exercise)
        return ["gradient-cut"] if cut is not None and cut(student) else []
    if key == "one_step.not_registered":
        return ["parameters-not-registered"] if _never_moves(student, str(args["what"])) else []
    if key == "training_loss.not_mean" and "/" not in str(args["ratio_is"]):
        return ["loss-sum"]
    if key == "wrong_type":
        return _wrong_type(student, exercise, args)
    if key == "backward_raises" and args.get("second"):
        return ["hidden-state-across-calls"] if exercise == "forward" else []
    if key in ("raised", "wrong_shape"):
        return _raised(student, exercise, finding)
    return []


def _never_moves(student: Student, what: str) -> bool:
    """Tell whether a wrong step's effect of x or of h is the same for all parameters at fresh points, too.

    Probes are near zero: what masks or clips may look frozen there.
    """
    if what == "W_h" and _unit_by_unit(student):
        return False  # there is no matrix that could have been registered
    if holds(student, one_step.is_the_tanh_step):
        steps = [one_step.observe(student, one_step.WIDE, tag).step for tag in one_step.DRAWN]
        drawn = np.stack([getattr(step, {"b_h": "b"}.get(what, what)) for step in steps])
        # what another network has, too; else it is registered, and no more read after a first call
        return bool(np.any(np.ptp(drawn, axis=0) <= SAME[student.dtype]))
    if what == "b_h":
        return True
    s = one_step.WIDE
    rng = student.draws.stream("never moves")
    x, h, x2, h2 = (rng.standard_normal((8, k)) for k in (s.d, s.n, s.d, s.n))
    arrays = {
        "x": np.vstack([x, x2 if what == "W_i" else x]),
        "h": np.vstack([h, h2 if what == "W_h" else h]),
    }
    found = []
    for tag in one_step.DRAWN:
        model = student.model(s, tag)
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], arrays)[0]
        if answer.value is None or answer.value.array is None or answer.value.shape != (16, s.n):
            return False
        found.append(answer.value.array[:8] - answer.value.array[8:])
    # what other parameters do may bend the effect: where a term is frozen it keeps its direction, in every row
    return all(np.all(_cosines(found[0], other) > 0.5) for other in found[1:])


def _unit_by_unit(student: Student) -> bool:
    """Tell whether each unit of h moves its own unit alone, whatever the parameters, as h without weights does."""
    s = one_step.WIDE
    drawn = [one_step.observe(student, s, tag).probed for tag in one_step.DRAWN]
    moved = [np.abs(probed[1 + s.d :] - probed[0]) > 1e-9 for probed in drawn]
    return not any(np.any(m & ~np.eye(s.n, dtype=bool)) for m in moved)


def _cosines(a: Array, b: Array) -> Array:
    norms = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    cosines: Array = (a * b).sum(axis=1) / np.maximum(norms, 1e-12)
    return cosines


def _always_wrong_type(student: Student) -> bool:
    """Tell whether the loss is no tensor where there are several terms, too."""
    for kind in loss_routes.KINDS:
        try:
            loss_routes.value(student, loss_routes.case(student, "scripted", Sizes(3, 2, 2, 3, 3), kind))
        except Mismatch as error:
            if error.finding.key == "wrong_type":
                return True
    return False


def _wrong_type(student: Student, exercise: str, args: Mapping[str, Any]) -> list[str]:
    if exercise == "training_loss" and not _always_wrong_type(student):
        return []  # of a loop that does not run for l = 1, the 0 that it starts from
    got = str(args["got"])
    if got.startswith(_NO_TENSORS):
        return ["wrong-return-type"]
    if re.fullmatch(r"nn\.\w+", got) and exercise == "one_step":
        return ["module-called-on-values"]  # a layer came back in place of what it computes
    return []


def _raised(student: Student, exercise: str, finding: Finding) -> list[str]:
    text = str(finding.args.get("error", ""))
    if finding.key == "raised" and text.startswith("TypeError") and _MODULE_CALL.search(text):
        return ["module-called-on-values"] if exercise == "one_step" else []
    if exercise == "forward" and _LIST_OF_TENSORS in text:
        return ["gradient-cut"]  # torch.Tensor(list), which wants numbers
    if exercise == "forward" and _NOT_A_LIST in text and texts.stacks_a_state(student):
        return ["stack-of-last"]
    return sized_step(student) if exercise == "one_step" else []
