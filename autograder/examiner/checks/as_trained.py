"""Whether a program is the same function as it is trained: in float32, of parts of the data, without their gradients.

Everything else is asked in float64 where the program takes it, so that tolerances can be tight, and with inputs that
are tensors of their own whose gradients are looked at. Here it is asked from zero about symbols, as a training begins;
answers, and the gradients of parameters, are held against those. Imported by the checks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer

from ..questions import Model, Op, Sizes, assignment, call, raised
from ..student import Student
from ..verdict import Mismatch, close, mismatch
from .common import examples
from .forward_asked import layout_of

NEAR = 2e-4
"""Of values: float32 leaves 1e-6 of them, bfloat16 4e-3."""
NEAR_SLOPES = 2e-3
"""Of gradients, each against the greatest entry of its tensor."""
LEAST = 1e-5
"""Of the greatest entry of all: what is less is lost in float32."""
STURDY = 100.0
"""By so much less may answers move that are asked about rounded numbers: some weights are solved for."""
PARTS = {"one_step": (), "forward": ("one_step",), "classes": ("one_step", "forward")}
PARTS["observations"] = PARTS["classes"]
"""What is asked, in this order, and what each is made of: it is not held to account for that."""
SETS_DTYPE = ("set_default_dtype", "set_default_tensor_type")
OF_DTYPE = ("dtype", "scalar type", "Float", "float", "Double", "double", "Half")
"""What torch says of numbers of two precisions."""
AT_LENGTH = " at length"
"""Of forward, whose gradients through more than 32 steps are asked, too."""
EACH = 3
"""Ops about each: a call, another call, and back-propagation from the first."""


def values_hold(student: Student, part: str) -> None:
    """Raise where answers in float32 are others; let be what raises in it alone, or differs from call to call."""
    if (nowhere := _in_no_precision(student)) is not None and nowhere[0] == part:
        _, single, double = nowhere
        if single.error is not None and not any(word in str(single.error) for word in OF_DTYPE):
            raise raised(_function(part), single, {})  # for want of a gradient, say
        both = {"single": str(single.error), "double": str(double.error)}
        raise mismatch("mixed_precision", function=_function(part), **both)
    if all(_same(student, below) for below in PARTS[part]):
        found = _values(student, part)
        if isinstance(found, tuple):
            raise mismatch("other_in_single", function=_function(part), **examples(*found))


def gradients_hold(student: Student, part: str) -> None:
    """Raise where the gradients of the parameters are others, or absent, once no input asks for one."""
    if not all(_same(student, one) for one in (*PARTS[part], part)):
        return
    if (error := _refused(student, part)) is not None:
        raise mismatch("backward_raises", function=_function(part), error=error, second=False)
    if any(_gradient(student, below) is not None for below in PARTS[part]):
        return
    found = _gradient(student, part)
    if found is None and part == "forward":
        found = _gradient(student, part, AT_LENGTH)
    if found is None:
        return
    name, claim, right = found
    if claim is None:
        raise mismatch("no_gradient", function=_function(part), name=name)
    worst = np.unravel_index(int(np.argmax(np.abs(claim - right))), right.shape)
    shown = {"got": float(claim[worst]), "expected": float(right[worst])}
    raise mismatch("wrong_gradient", function=_function(part), name=name, **shown)


def runs(student: Student) -> None:
    """Raise where a training stops at once, whatever the precision of its data."""
    if (nowhere := _in_no_precision(student)) is not None and (error := nowhere[1].error) is not None:
        raise mismatch("learning.raised", error=str(error), line=error.line)


def _in_no_precision(student: Student) -> tuple[str, Answer, Answer] | None:
    """Return the part at which a network, as it was made, stops for inputs in float32 and for those in float64.

    Some of its numbers are in the one, some in the other; what turns all into float64 hides it. With the part come
    the answers in both; it is the later one, where these stop at different parts.
    """
    if any(word in cell.source for cell in student.submission.cells for word in SETS_DTYPE):
        return None  # numpy's numbers are then in the same precision as the layers
    stopped = [_stops(student, how) for how in ("trained", "made")]
    found = [stop for stop in stopped if stop is not None]
    if len(found) < len(stopped) or any(answer.error is not None for answer in _all(student, "plain")):
        return None
    later = max((part for part, _ in found), key=list(PARTS).index)
    return later, found[0][1], found[1][1]


def _stops(student: Student, how: str) -> tuple[str, Answer] | None:
    """Return the first part of which a call raises, with what it answers."""
    for part in PARTS:
        for answer in _part(student, how, part)[:2]:
            if answer.error is not None:
                return part, answer
    return None


def _all(student: Student, how: str) -> list[Answer]:
    return [answer for part in PARTS for answer in _part(student, how, part)]


def _function(part: str) -> str:
    return part if part in ("one_step", "forward") else "training_loss"


def _same(student: Student, part: str) -> bool:
    return _values(student, part) is True


def _values(student: Student, part: str) -> bool | tuple[Array, Array]:
    """Tell whether answers are the same in float64 and in float32; return two that are not.

    False where that can't be told: one raises, or is another at the next call.
    """
    plain, trained = _part(student, "plain", part), _part(student, "trained", part)
    if len(plain) < 2 or len(trained) < 2 or any(a.error is not None for a in (*plain[:2], *trained[:2])):
        return False
    steady = True
    for a, same, b, again in zip(*(_leaves(answer) for answer in (*plain[:2], *trained[:2]))):
        if not a.shape == same.shape == b.shape == again.shape:
            return False
        if not close(a, same, NEAR / 10) and not close(b, again, NEAR):
            return False  # else it is another without gradients, steadily
        if not close(b, a, NEAR) and not close(again, a, NEAR):
            return (a, b) if _is_sturdy(student, part) else False
        steady = steady and close(b, again, NEAR)
    return steady


def _is_sturdy(student: Student, part: str, length: str = "") -> bool:
    """Tell whether answers in float64 stay as they are where all numbers are rounded to float32 before.

    And where the constructor draws others: what is no parameter differs between two networks of any precision.
    """
    plain, rounded = _part(student, "plain" + length, part), _part(student, "rounded" + length, part)
    if len(rounded) < len(plain) or any(answer.error is not None for answer in rounded):
        return False
    values = zip(_leaves(plain[0]), _leaves(rounded[0]))
    grads = [(g, rounded[-1].grads.get(name)) for name, g in plain[-1].grads.items()]
    return all(close(a, b, NEAR / STURDY) for a, b in values) and all(
        b is not None and np.abs(a - b).max() <= NEAR_SLOPES / STURDY * np.abs(a).max() for a, b in grads
    )


def _gradient(student: Student, part: str, length: str = "") -> tuple[str, Array | None, Array] | None:
    """Return the name of a parameter, its gradient as it is trained, and what it should be, where they differ."""
    plain, trained = _part(student, "plain" + length, part), _part(student, "trained" + length, part)
    if len(plain) < EACH or plain[2].error is not None or len(trained) < EACH:
        return None
    if (error := trained[2].error) is not None and "does not require grad" not in str(error):
        return None
    grads = {
        name: grad for name, grad in plain[2].grads.items() if name.startswith("parameter:") and grad.size
    }
    largest = max((float(np.abs(grad).max()) for grad in grads.values()), default=0.0)
    for name, right in grads.items():
        if np.abs(right).max() <= LEAST * largest:
            continue  # nothing, but for rounding: a shift of all scores, say
        claim, of = trained[2].grads.get(name), name.removeprefix("parameter:")
        if claim is None or not np.any(claim):
            return of, None, right
        near = claim.shape != right.shape or np.abs(claim - right).max() < NEAR_SLOPES * np.abs(right).max()
        if not near:
            return (of, claim, right) if _is_sturdy(student, part, length) else None
    return None


def _refused(student: Student, part: str) -> str | None:
    """Return what back-propagation stops with where data are in float32 and where they are in float64."""
    plain, trained = _part(student, "plain", part), _part(student, "trained", part)
    if len(plain) < EACH or plain[-1].error is not None or len(trained) < EACH or trained[-1].error is None:
        return None
    made = _part(student, "made", part)
    works = len(made) == EACH and made[-1].error is None
    return None if works or "does not require grad" in str(trained[-1].error) else str(trained[-1].error)


def _leaves(answer: Answer) -> list[Array]:
    leaves = answer.value.leaves() if answer.value is not None else ()
    return [leaf.array for leaf in leaves if leaf.array is not None]


def _part(student: Student, how: str, part: str) -> Sequence[Answer]:
    """Return the answers about a part, up to the first that is an error; none where one before raised.

    Args:
        how: "plain", "trained", or "rounded": plain, about numbers that float32 holds; or "made": plain, of a network
            that stays as it was made, where "plain" turns it into float64 whole. With AT_LENGTH, about many steps.
    """
    if student.lost:
        return ()  # what ends one of them would take the others with it
    try:
        return student.once(f"{how} {student.dtype}", lambda: _asked(student, how)).get(part, ())
    except Mismatch:
        return ()


def _asked(student: Student, how: str) -> Mapping[str, Sequence[Answer]]:
    long = how.endswith(AT_LENGTH)
    how = how.removesuffix(AT_LENGTH)
    rng = student.draws.stream("as trained")
    l, b, d, n, o = (int(rng.integers(*ends)) for ends in ((5, 10), (8, 33), (2, 6), (6, 13), (2, 5)))
    s = Sizes(l + 30 * long, b, d, n, o)
    arrays = {
        "x": np.eye(s.d)[rng.integers(0, s.d, (s.l, s.b))],
        "x1": rng.standard_normal((s.b, s.d)),
        "h": np.zeros((s.b, s.n)),
        "h1": rng.standard_normal((s.b, s.n)),
        "w": rng.standard_normal((s.l, s.b, s.n)),
        "w1": rng.standard_normal((s.b, s.n)),
        "classes": rng.integers(0, s.o, (s.l, s.b)),
        "observations": rng.standard_normal((s.l, s.b, s.o)),
    }
    plain = student.ready(student.model(s))
    asker, model, first = student, plain, list[Op]()
    if how != "plain":
        asker = student.again(student.draws, f"{how}{long}-")
        asker.dtype = "float32" if how == "trained" else student.dtype
        model = asker.model(s)
        model.as_made = how == "made"
        model.seed = int(how == "rounded")
        op, numbers = assignment(model, plain.values, "v")
        first, arrays = [op], {**arrays, **numbers}
    if how == "rounded":
        arrays = {n: a.astype(np.float32) if a.dtype.kind == "f" else a for n, a in arrays.items()}
    grad = () if how == "trained" else ("x", "x1", "h", "h1")
    whole = False
    with suppress(Mismatch):
        whole = layout_of(student) == "tensor"
    parts = ["forward"] if long else list(PARTS) if whole else ["one_step"]
    ops = [op for part in parts for op in _ops(model, part, grad)]
    answers = asker.calls(model, _function(parts[-1]), [*first, *ops, {"op": "forget"}], arrays)[len(first) :]
    return {part: answers[k * EACH : (k + 1) * EACH] for k, part in enumerate(parts)}


def _ops(model: Model, part: str, grad: Sequence[str]) -> list[Op]:
    names = {"one_step": ("x1", "h1"), "forward": ("x", "h")}.get(part, ("own", "x", "h", part))
    weights = {"one_step": "w1", "forward": "w"}.get(part)
    back: Op = {"op": "backward", "of": [[part, 0, weights]], "model": model.key}
    asked = [call(model, _function(part), *names, **how) for how in ({"keep": part, "grad": grad}, {})]
    return [*({**op, "views": not grad} for op in asked), back]
