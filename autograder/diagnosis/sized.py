"""Programs that are right at some sizes alone. Imported by diagnosis."""

from __future__ import annotations

from autograder.arrays import Array
from autograder.examiner.checks import forward, loss_routes
from autograder.examiner.checks.common import GRID
from autograder.examiner.questions import Op, Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch


def sized_step(student: Student) -> list[str]:
    """Name a step that is right at some sizes and raises, or has another shape, at others."""
    works: set[Sizes] = set()
    tried = (*GRID, *(Sizes(b=b, d=3, n=4) for b in (1, 2, 8, 10, 16, 32, 64, 100, 128)))
    for sizes in tried:
        answer = student.calls(student.model(sizes), "one_step", *_step_question(student, sizes))[0]
        right = answer.error is None and answer.value is not None and answer.value.shape == (sizes.b, sizes.n)
        if right:
            works.add(sizes)
    if works == {s for s in tried if s.d == s.n}:  # at every one of them: b = n, for one, is another reason
        return ["inputs-swapped"]
    return ["fixed-size"] if any(s.n > 1 for s in works) else []


def _step_question(student: Student, s: Sizes) -> tuple[list[Op], dict[str, Array]]:
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
