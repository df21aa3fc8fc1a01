"""Whether a function of (x, h) is one: equal answers to equal calls, in training and in use. Imported by the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..questions import MOST_NUMBERS, Model, Op, Sizes, assignment, call
from ..student import Student
from ..verdict import close, mismatch
from .common import all_answers, examples, returned

MODES = ("both", "eval", "no_grad")
"""In evaluation mode, without gradients: together, as a network in use is, and each by itself."""
NOWHERE = -1


def repeats(
    student: Student,
    fn: str,
    sizes: Sizes,
    x_shape: tuple[int, ...],
    patch: Mapping[str, Array] | None = None,
) -> None:
    """Check purity of a function of (x, h).

    Raises:
        Mismatch: it raises, changes its arguments, or answers otherwise when asked again.
    """
    model, other = student.model(sizes), student.model(sizes, "other")
    student.ready(model)
    student.ready(other)
    rng = student.draws.stream(f"pure {fn}")
    arrays = {"x": rng.standard_normal(x_shape), "h": rng.standard_normal((sizes.b, sizes.n))}
    arrays |= {"x2": rng.standard_normal(x_shape), "h2": rng.standard_normal((sizes.b, sizes.n))}
    options = {"patch": {name: name for name in patch}} if patch else {}
    arrays |= patch or {}
    ask, ask2 = (call(model, fn, x, h, after=True, **options) for x, h in (("x", "h"), ("x2", "h2")))
    back, own = _given(model, "own")
    apart, others = _given(other, "other")
    trained, halved = _given(model, "trained", 0.5)
    ops = [back, ask, apart, call(other, fn, "x2", "h2", **options), ask2, ask]
    first, second = ops.index(ask), ops.index(ask2)
    in_use: list[tuple[int, Op]] = []  # each, and where the answer is with which it is compared
    in_use.append((first, {**ask, "inference": "both"}))
    in_use += [(second, {**ask2, "inference": mode, "before": ["x", "h"]}) for mode in MODES]
    in_use += [(NOWHERE, trained), (NOWHERE, ask2)]
    in_use += [(len(ops) + len(in_use) - 1, {**ask2, "inference": "both"}), (NOWHERE, back)]
    ops += [op for _, op in in_use]
    overwriting, arrays = _overwriting(model, ask, ask2), arrays | own | others | halved
    answers: Sequence[Answer] = student.calls(model, fn, [*ops, *overwriting], arrays)
    if len(answers) <= second + 1:  # the later ones may raise
        answers = all_answers(answers, second + 2, fn, sizes.only("lbdn"))
    returned(fn, answers[first], sizes.only("lbdn"))
    used = [(k, a) for (k, _), a in zip(in_use, answers[second + 2 :]) if k != NOWHERE and a.error is None]
    for k, answer in ((first, answers[first]), *used):  # in training, and in use
        for name, given, after in zip("xh", ("x", "h") if k == first else ("x2", "h2"), answer.after):
            if after.array is None or not close(after.array, arrays[given].astype(student.dtype), 0.0):
                raise mismatch("argument_modified", function=fn, name=name)
    once, again = _leaves(answers[first]), _leaves(answers[second + 1])
    if len(once) != len(again):
        raise mismatch("not_deterministic", function=fn, first=None, second=None)
    for a, b in zip(once, again):
        if not _same(student, a, b):
            raise mismatch("not_deterministic", function=fn, **examples(a, b))
    for k, answer in used:
        for a, b in zip(_leaves(answers[k]), _leaves(answer)):
            if not _same(student, a, b):
                raise mismatch("other_in_use", function=fn, **examples(a, b))
    kept = answers[len(ops) :] or student.calls(model, fn, overwriting, arrays)  # where one in use raised
    _keeps(student, fn, kept)


USED = (Sizes(1, 1, 3, 4, 3), Sizes(55, 2, 3, 4, 3), Sizes(4, 70, 3, 4, 3))
"""Of one network that is used: for one sequence of one step, for many steps from zero, for many sequences."""


def same_in_use(student: Student, turned: bool) -> None:
    """Check that forward answers in use as it does in training at other sizes, too.

    Raises:
        Mismatch: it does not. What raises in use is let be.
    """
    fn, model, rng = "forward", student.model(USED[0]), student.draws.stream("used")
    arrays: dict[str, Array] = {}
    ops: list[Op] = []
    for k, s in enumerate(USED):
        x = rng.standard_normal((s.l, s.b, s.d))
        arrays |= {f"x{k}": np.ascontiguousarray(x.swapaxes(0, 1)) if turned else x}
        arrays |= {f"h{k}": float(s.l < 10) * rng.standard_normal((s.b, s.n))}
        plain = call(model, fn, f"x{k}", f"h{k}")
        ops += [plain, {**plain, "inference": "both"}, {**plain, "inference": "no_grad"}]
    answers = student.calls(model, fn, ops, arrays)
    for k in range(0, len(answers), 3):
        for used in answers[k + 1 : k + 3]:
            for a, b in zip(_leaves(answers[k]), _leaves(used)):
                if used.error is None and (
                    a is None or b is None or a.shape != b.shape or not _same(student, a, b)
                ):
                    raise mismatch("other_in_use", function=fn, **examples(a, b))


def _given(model: Model, prefix: str, times: float = 1.0) -> tuple[Op, dict[str, Array]]:
    """Return the op that gives a model its numbers again, or a multiple of them, and its arrays."""
    numbers = {n: times * v for n, v in model.values.items() if v.size <= MOST_NUMBERS}
    return assignment(model, numbers, prefix)


def _overwriting(model: Model, ask: Op, ask2: Op) -> list[Op]:
    """Return the ops that decode an answer twice, ask anew and decode the first once more; in training and in use."""
    ops: list[Op] = []
    decode: Op = {"op": "call", "model": model.key, "fn": "decode", "args": [{"keep": ["kept", 0]}]}
    for mode in ({}, {"inference": "both"}):
        ops += [{**ask, **mode, "keep": "kept"}, decode, decode, {**ask2, **mode}, decode, {"op": "forget"}]
    return ops


def _keeps(student: Student, fn: str, answers: Sequence[Answer]) -> None:
    """Raise where what a first answer decodes to is another once a second was given."""
    for start in range(0, len(answers), 6):
        decoded = [a.value.array for a in answers[start + 1 : start + 5] if a.value is not None]
        if (
            len(decoded) == 4
            and _same(student, decoded[0], decoded[1])
            and not _same(student, decoded[0], decoded[3])
        ):
            raise mismatch("answer_overwritten", function=fn, **examples(decoded[0], decoded[3]))


def _leaves(answer: Answer) -> list[Array | None]:
    return [leaf.array for leaf in answer.value.leaves()] if answer.value else []


def _same(student: Student, a: Array | None, b: Array | None) -> bool:
    return a is not None and b is not None and close(a, b, student.tolerance)
