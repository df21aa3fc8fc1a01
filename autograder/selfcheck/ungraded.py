"""Checks of what is not graded: the warm-up on cat and stack, and `generate`. Imported by the self-check's table."""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array
from autograder.examiner.checks.common import array_args, returned, shape_text, tensor
from autograder.examiner.questions import Op, Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import close, mismatch

WARM_UP, GENERATE = "warm_up", "generate"


def cat_and_stack(student: Student) -> None:
    """Check that warm_up gives the pair (cat, stack) of two matrices (2, 3)."""
    rng = student.draws.stream(WARM_UP)
    a, b = rng.integers(1, 10, (2, 3)) * 1.0, rng.integers(-9, 0, (2, 3)) * 1.0
    answer = student.calls(None, WARM_UP, [call(None, WARM_UP, "a", "b")], {"a": a, "b": b})[0]
    value = returned(WARM_UP, answer, {})
    if value.kind not in ("tuple", "list") or len(value.items) != 2:
        raise mismatch(
            "wrong_type", function=WARM_UP, got=shape_text(value), expected="(torch.cat, torch.stack)"
        )
    for item, want, name in zip(value.items, (np.concatenate([a, b]), np.stack([a, b])), ("cat", "stack")):
        if item.kind != "tensor":
            raise mismatch("wrong_type", function=WARM_UP, got=shape_text(item), expected="torch.Tensor")
        if item.shape != want.shape:
            raise mismatch("warm_up.shape", name=name, got=list(item.shape), expected=list(want.shape))
        if item.array is None or not close(item.array, want, student.tolerance):
            got = np.zeros(0) if item.array is None else item.array
            raise mismatch("warm_up.value", name=name, **array_args(a=a, b=b, got=got))


def feeds_predictions_back(student: Student) -> None:
    """Check generate on the student's own step and decoder: each prediction is the next observation."""
    for sizes in (Sizes(1, 1, 2, 3, 2), Sizes(4, 2, 3, 5, 3)):
        model = student.model(sizes)
        h0 = student.draws.stream(f"generate {sizes}").standard_normal((sizes.b, sizes.n))
        op: Op = {**call(model, GENERATE, "own", "h0"), "model": model.key}
        op["args"] = [*op["args"], {"value": sizes.l}]
        answer = student.calls(model, GENERATE, [op], {"h0": h0})[0]
        got = tensor(GENERATE, answer, (sizes.l, sizes.b, sizes.d), sizes.only("lbdn"))
        for t, want in enumerate(_iterated(student, sizes, h0)):
            if not close(got[t], want, 10 * student.tolerance):
                raise mismatch(
                    "generate.value",
                    step=t + 1,
                    **array_args(got=got[t], expected=want),
                    sizes=sizes.only("lbdn"),
                )


def _iterated(student: Student, s: Sizes, h: Array) -> list[Array]:
    model, predictions = student.model(s), []
    for _ in range(s.l):
        answer = student.calls(model, "decode", [call(model, "decode", "h")], {"h": h})[0]
        x = tensor("decode", answer, (s.b, s.d), s.only("bdn"))
        predictions.append(x)
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], {"x": x, "h": h})[0]
        h = tensor("one_step", answer, (s.b, s.n), s.only("bdn"))
    return predictions
