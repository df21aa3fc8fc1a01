"""Which known mistakes answer `forward` as the student does. Imported by diagnosis.

Both run the same stand-in step, so no parameters need to be known; where the student's forward does not call
one_step, the mistake gets the weights that the student's forward shows at l = 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.examiner.checks import forward, layouts, one_step
from autograder.examiner.identify import Decoder, Step, decoder_from
from autograder.examiner.questions import Model, Sizes, call
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, close
from autograder.handle import Answer, Value

from .panel import Suspect, digest

OBLONG = (Sizes(4, 2, 5, 3, 6), Sizes(2, 3, 5, 3, 6), Sizes(1, 2, 5, 3, 6))
SQUARE = (Sizes(3, 3, 5, 3, 6), Sizes(4, 4, 5, 3, 6))
"""l = b: a program may ask for the other order of the axes there alone."""
SIZES = (*OBLONG[:2], SQUARE[0], OBLONG[2])


def agreeing(
    student: Student,
    suspects: Sequence[Suspect],
    throughout: bool = False,
    sizes: Sequence[Sizes] = SIZES,
    in_use: bool = False,
) -> list[Suspect]:
    """Return the suspects that answer as the student does, at all of some sizes.

    With the stand-in step, and with the student's own step too where that is known: of one id, another may do there.

    Args:
        throughout: every size must be answered; else an error of the student's may stand for one of theirs.
        in_use: as the student does in evaluation mode, without gradients.
    """
    decoder = student.once("decoder asked", lambda: _decoder(student))
    layout, found = _layout(student), list[Suspect]()
    for step in (None, _known_step(student)):
        patched = step is None
        if not patched or not found:
            asked = _asked(student, sizes, patched, in_use)
            errors = [a is None or a.error is not None for a in asked]
            if all(errors) or (throughout and any(errors)):
                continue
            ids = {x.mistake for x in found} or {x.mistake for x in suspects}
            likely = found if throughout and found else [x for x in suspects if x.mistake in ids]
            agreed = [x for x in likely if _agrees(asked, x, sizes, patched, decoder, step, layout)]
            if not patched:
                return agreed
            found = agreed
    return found


def right_for_few(student: Student, sizes: Sequence[Sizes] = SIZES) -> bool:
    """Tell whether all states are right at the sizes that are asked, where every right program would agree."""
    for route in forward.routes(student):
        try:
            runs = forward.runs(student, route, sizes)
        except Mismatch:
            continue
        if all(_is_right(student, run) for run in runs):
            return True
    return False


def _is_right(student: Student, run: forward.Run) -> bool:
    before = np.concatenate([run.h[None], run.states[:-1]])
    return close(run.states, run.follow(run.x, before), student.tolerance)


def _asked(student: Student, sizes: Sequence[Sizes], patched: bool, in_use: bool) -> list[Answer | None]:
    return student.once(
        f"forward asked {sizes} {patched} {in_use}",
        lambda: [_ask(student, student.model(s), s, patched, in_use) for s in sizes],
    )


def _known_step(student: Student) -> Step | None:
    """Return the student's own step where it is right: from one_step, or from forward at l = 1."""
    try:
        one_step.is_the_tanh_step(student, [SIZES[0]])
        return one_step.observe(student, SIZES[0]).step
    except Mismatch:
        pass
    try:
        return forward.shown_step(student, SIZES[0])
    except Mismatch:
        return None


def _ask(student: Student, model: Model, s: Sizes, patched: bool, in_use: bool = False) -> Answer | None:
    try:
        return forward.ask(student, model, s, "diagnosis", patched=patched, in_use=in_use)
    except Mismatch:
        return None


def _decoder(student: Student) -> Decoder:
    s = SIZES[0]
    model = student.model(s)
    nodes = np.vstack([np.zeros((1, s.n)), np.eye(s.n)])
    answer = student.calls(model, "decode", [call(model, "decode", "h")], {"h": nodes})[0]
    if (
        answer.error is None
        and answer.value
        and answer.value.array is not None
        and answer.value.shape == (len(nodes), s.o)
    ):
        return decoder_from(answer.value.array)
    return Decoder(np.zeros((s.o, s.n)), np.zeros(s.o))


def _agrees(
    asked: Sequence[Answer | None],
    suspect: Suspect,
    sizes: Sequence[Sizes],
    patched: bool,
    decoder: Decoder,
    step: Step | None,
    layout: str,
) -> bool:
    same = 0
    for s, mine in zip(sizes, asked):
        known = (decoder.D, decoder.e, *((step.W_i, step.W_h, step.b) if step is not None else ()))
        question = f"forward {s} {patched} {digest(*known)}"
        try:
            theirs = suspect.recall(question, lambda s=s: _theirs(suspect, s, patched, decoder, step))  # type: ignore[misc]
        except Mismatch:
            return False
        if mine is None or theirs is None:
            return False
        if _no_states(mine) != _no_states(theirs):
            return False
        if not _no_states(mine):
            if mine.value is None or theirs.value is None or not _same(mine.value, theirs.value, s, layout):
                return False
            same += 1
    return same > 0


def _theirs(suspect: Suspect, s: Sizes, patched: bool, decoder: Decoder, step: Step | None) -> Answer | None:
    """Return what a suspect answers with the student's decoder, and the student's step where that is known."""
    model = suspect.student.model(s, "diagnosis")
    suspect.student.ready(model)
    values = dict(model.values)
    _put(values, "decoder.weight", decoder.D)
    _put(values, "decoder.bias", decoder.e)
    if step is not None:
        _put(values, "W_i.weight", step.W_i)
        _put(values, "W_i.bias", step.b)
        _put(values, "W_h.weight", step.W_h)
    suspect.student.assign(model, values)
    return _ask(suspect.student, model, s, patched)


def _no_states(answer: Answer) -> bool:
    """Tell whether no state comes back: torch.stack of no states raises, torch.cat into an empty tensor doesn't."""
    array = answer.value.array if answer.value is not None else None
    return answer.error is not None or (array is not None and array.size == 0)


def _layout(student: Student) -> str:
    """Return the layout of one's own in which the states come, or "" where it is as asked, or none is known."""
    try:
        name = forward.layout_of(student)
    except Mismatch:
        return ""
    return "" if name == "tensor" or name.startswith("batch_first_") else name


def _same(mine: Value, theirs: Value, s: Sizes, layout: str) -> bool:
    """Tell whether two answers are the same, or the same states in another layout."""
    if alike(mine, theirs):
        return True
    if not layout or theirs.kind != "tensor" or theirs.array is None:
        return False
    states = layouts.states_in(mine, layout, s)
    return states is not None and states.shape == theirs.shape and close(states, theirs.array, 1e-4)


def _put(values: dict[str, np.ndarray], name: str, array: np.ndarray) -> None:
    if name in values and values[name].shape == array.shape:
        values[name] = array


def alike(a: Value, b: Value, tolerance: float = 1e-4) -> bool:
    """Tell whether two returned values have the same form and the same numbers."""
    if a.kind != b.kind or a.shape != b.shape or len(a.items) != len(b.items):
        return False
    if a.items:
        return all(alike(x, y, tolerance) for x, y in zip(a.items, b.items))
    if a.array is None or b.array is None:
        return a.array is b.array
    return close(a.array, b.array, tolerance)
