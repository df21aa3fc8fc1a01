"""Whether a function of (x, h) is one: equal answers to equal calls, in training and in use. Imported by the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.arrays import Array
from autograder.handle import Answer

from ..questions import Sizes, call
from ..student import Student
from ..verdict import close, mismatch
from .common import all_answers, examples, returned


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
    ask = call(model, fn, "x", "h", after=True, **options)
    ops = [ask, call(other, fn, "x2", "h2", **options), call(model, fn, "x2", "h2", **options), ask]
    ops.append(call(model, fn, "x", "h", inference=True, after=True, **options))
    kept = {"op": "call", "model": model.key, "fn": "decode", "args": [{"keep": ["kept", 0]}]}
    another = call(model, fn, "x2", "h2", **options)
    ops += [call(model, fn, "x", "h", keep="kept", **options), kept, kept, another, kept, {"op": "forget"}]
    answers: Sequence[Answer] = student.calls(model, fn, ops, arrays)
    if len(answers) < 5:  # the later ones may raise
        answers = all_answers(answers, 4, fn, sizes.only("lbdn"))
    returned(fn, answers[0], sizes.only("lbdn"))
    for answer in (answers[0], *answers[4:5]):  # in training, and in use
        for name, after in zip(("x", "h"), answer.after):
            if after.array is None or not close(after.array, arrays[name].astype(student.dtype), 0.0):
                raise mismatch("argument_modified", function=fn, name=name)
    first = [leaf.array for leaf in answers[0].value.leaves()] if answers[0].value else []
    last = [leaf.array for leaf in answers[3].value.leaves()] if answers[3].value else []
    if len(first) != len(last):
        raise mismatch("not_deterministic", function=fn, first=None, second=None)
    for a, b in zip(first, last):
        if a is None or b is None or not close(a, b, student.tolerance):
            raise mismatch("not_deterministic", function=fn, **examples(a, b))
    used = [leaf.array for leaf in answers[4].value.leaves()] if len(answers) > 4 and answers[4].value else []
    for a, b in zip(first, used):
        if a is None or b is None or not close(a, b, student.tolerance):
            raise mismatch("other_in_use", function=fn, **examples(a, b))
    decoded = [a.value.array for a in answers[6:10] if a.value is not None]  # and what the second call gave
    if (
        len(decoded) == 4
        and _same(student, decoded[0], decoded[1])
        and not _same(student, decoded[0], decoded[3])
    ):
        raise mismatch("answer_overwritten", function=fn, **examples(decoded[0], decoded[3]))


def _same(student: Student, a: Array | None, b: Array | None) -> bool:
    return a is not None and b is not None and close(a, b, student.tolerance)
