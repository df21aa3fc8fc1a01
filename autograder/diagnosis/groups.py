"""A digest of how a program answers whose mistake has no name: same wrong answers, same group. Imported by names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from autograder.examiner.checks import forward, loss_routes
from autograder.examiner.questions import Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.handle import Answer, GraderFault, GuestFailure
from autograder.model import Check

from . import forwards, losses

_VALUE = re.compile(r"not_finite|\w+\.value")
_QUOTED = re.compile(r"'[^']*'")


def group(student: Student, exercises: Sequence[str], checks: Sequence[Check]) -> str:
    """Return a digest of how the exercises without a name answer the questions that everybody is asked."""
    digest = hashlib.blake2b(digest_size=6)
    student.guest.stop()  # in a new process: what a program keeps of earlier calls is not how it answers
    for exercise in exercises:
        # which wrong value shows first, a number or none, hangs on what was drawn
        keys = [_VALUE.sub("value", c.finding.key) for c in checks if c.exercise == exercise and c.finding]
        digest.update(f"{exercise} {keys}".encode())
        try:
            for text in _signature(student, exercise):
                digest.update(text.encode())
        except (Mismatch, GuestFailure, GraderFault):
            digest.update(b"no answer")
    return digest.hexdigest()


def _signature(student: Student, exercise: str) -> list[str]:
    if exercise == "training_loss":
        cases = [
            case
            for kind in loss_routes.KINDS
            for case in (
                *(loss_routes.case(student, "scripted", s, kind) for s in losses.SIZES[:2]),
                *(case for _, case in loss_routes.specials(student, "scripted", kind)),
            )
        ]
        return [_text(loss_routes.ask(student, case)[0]) for case in cases]
    if exercise == "forward":
        return [
            _text(forward.ask(student, student.model(s), s, "diagnosis", patched=True))
            for s in forwards.SIZES[:2]
        ]
    return [text for s in (Sizes(b=3, d=2, n=3), Sizes(b=2, d=3, n=3)) for text in _of_step(student, s)]


def _of_step(student: Student, s: Sizes) -> list[str]:
    rng = student.draws.stream("signature")
    x, h = rng.standard_normal((s.b, s.d)), rng.standard_normal((s.b, s.n))
    scales = (1.0, 0.004, 5.0, 12.0)  # in the middle, next to zero, and where tanh is flat
    arrays = {f"{name}{k}": scale * a for k, scale in enumerate(scales) for name, a in (("x", x), ("h", h))}
    model = student.model(s)
    ops = [call(model, "one_step", f"x{k}", f"h{k}") for k in range(len(scales))]
    return [_text(answer) for answer in student.calls(model, "one_step", ops, arrays)]


def _text(answer: Answer) -> str:
    """Return an answer as numbers, or as the error without the names that a student may choose."""
    if answer.error is not None or answer.value is None:
        return f"error {_QUOTED.sub('', str(answer.error))}"
    value = answer.value
    arrays = [leaf.array for leaf in value.leaves() if leaf.array is not None]
    numbers = " ".join(str(np.round(a.astype(float), 3).ravel()[:200].tolist()) for a in arrays)
    return f"{value.kind} {value.shape} {numbers}"
