"""Decide in which precision a submission is asked: float64, or float32 where its code insists on it."""

from __future__ import annotations

import numpy as np

from autograder.handle import Answer

from .questions import Sizes, call
from .student import Student
from .verdict import Mismatch

_SIZES = Sizes(l=3, b=2, d=4, n=5, o=3)


def settle(student: Student) -> None:
    """Set student.dtype: float64 unless float32 makes more functions answer, or answers come in float32 anyway."""
    student.dtype = "float64"
    double, narrow = _answering(student)
    if double == 5 and not narrow:
        return
    student.dtype = "float32"
    single, _ = _answering(student)
    if single > double or (narrow and single == double):
        return
    student.dtype = "float64"


def _answering(student: Student) -> tuple[int, bool]:
    """Return how many calls answer, and whether any answers in less than the precision it was asked in."""
    s = _SIZES
    rng = np.random.default_rng(0)
    arrays = {
        "x1": rng.standard_normal((s.b, s.d)),
        "x": rng.standard_normal((s.l, s.b, s.d)),
        "h": rng.standard_normal((s.b, s.n)),
        "classes": rng.integers(0, s.o, (s.l, s.b)),
        "observations": rng.standard_normal((s.l, s.b, s.o)),
    }
    model = student.model(s)
    calls = [
        ("one_step", call(model, "one_step", "x1", "h")),
        ("decode", call(model, "decode", "h")),
        ("forward", call(model, "forward", "x", "h")),
        ("training_loss", call(model, "training_loss", "own", "x", "h", "classes")),
        ("training_loss", call(model, "training_loss", "own", "x", "h", "observations")),
    ]
    answering, narrow = 0, False
    for fn, op in calls:
        if fn == "training_loss" and {"one_step", "forward"} & (student.hung.keys() | student.deaths.keys()):
            continue  # it would end in them too, and then not be asked again on what it is judged by
        try:
            answer = student.calls(model, fn, [op], arrays)[0]
        except Mismatch:
            continue
        answering += answer.error is None
        narrow = narrow or _narrower(answer, student.dtype)
    return answering, narrow


def _narrower(answer: Answer, dtype: str) -> bool:
    if dtype != "float64" or answer.value is None:
        return False
    arrays = [leaf.array for leaf in answer.value.leaves() if leaf.array is not None]
    narrow = any(leaf.dtype in ("float32", "float16", "bfloat16") for leaf in answer.value.leaves())
    return narrow or any(a.dtype == np.float64 and np.array_equal(a, a.astype(np.float32)) for a in arrays)
