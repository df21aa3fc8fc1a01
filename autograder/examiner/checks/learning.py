"""Checks of learning: one_step, forward and training_loss together learn a task that needs memory.

The grader's own loop trains the student's network; what it learnt is computed again, here, on fresh data, from
the step and the decoder that the trained network shows. Where `forward` or the loss is wrong but written, the
network is unrolled and the loss's gradient given by the examiner, so that one mistake costs its points once.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from .. import toy
from ..drawing import Draws
from ..questions import Sizes
from ..student import Student
from ..verdict import Mismatch, mismatch
from . import as_trained, one_step, training
from .common import holds
from .forward import layout_of
from .loss_routes import KINDS, LOSS_GRID, case, value
from .loss_routes import routes as loss_routes
from .networks import (
    DECODER,
    accuracy,
    decodes_by_what_is_not_trained,
    forward_step,
    network,
    show,
    unmoved,
)
from .one_step import observe

PATIENCE = 5  # times as many steps for what is right in all its parts and has not learnt the task
MISSING = ("not_attempted", "missing", "ready_made", "no_model")
STARTS = ("", " afresh", " once more")
"""Draws of a network that is to be trained, in this order, while it knows the answers beforehand."""
RECURRENT = ("W_i", "W_h")
PROBED = Sizes(b=4, d=toy.SIZES.d, n=toy.SIZES.n, o=toy.SIZES.o)


@dataclass(frozen=True, slots=True)
class Learnt:
    """The outcome of one training."""

    how: str
    still: tuple[str, ...]
    """What training has left as it was."""
    accuracy: float

    @property
    def moved(self) -> bool:
        """Tell whether training moved all that it has to."""
        return not self.still


def trains(student: Student) -> None:
    """Check that training moves the weights of the recurrence and, where it has any, of the decoder."""
    found = outcome(student)
    if not found.moved:
        raise mismatch("learning.unmoved", names=list(found.still))


def remembers(student: Student) -> None:
    """Check that the trained network predicts what only a memory can know."""
    found = outcome(student)
    if found.accuracy < toy.THRESHOLD:
        raise mismatch("learning.no_memory", accuracy=found.accuracy, chance=0.5, threshold=toy.THRESHOLD)


def outcome(student: Student, draws: Draws = toy.DRAWS) -> Learnt:
    """Train by the student's own forward and loss, then, if need be and deserved, with assistance.

    Weights and training data come from `draws`; the sequences that are judged by are the student's own.
    """
    return student.once(f"learning {student.dtype}", lambda: _outcome(student, draws))


def _outcome(student: Student, draws: Draws) -> Learnt:
    missing = _missing_parts(student)
    if missing:
        raise mismatch("learning.parts_missing", parts=missing)
    as_trained.runs(student)
    best: Learnt | None = None
    first: Mismatch | None = None
    ways = ["own-turned", "own"] if layout_of_or(student).startswith("batch_first_") else ["own"]
    if {"forward", "training_loss"} & student.lost.keys():
        ways = []  # training would end in them, and then not be asked again with assistance
    for how in (*ways, "assisted"):
        if how == "assisted" and ways and not _wrong_parts(student):
            break
        try:
            found = _train(student, how, draws)
        except Mismatch as error:
            if (
                error.finding.key in ("hangs", "slow")
                and how == "own"
                and _right_step(student)
                and not _wrong_parts(student)
            ):
                student.lost.pop(training.FN, None)  # slow, and no more than that
                _one_step_ends(student, draws)
                return lighter(student, draws)
            first = first or error
            continue
        if best is None or (found.moved, found.accuracy) > (best.moved, best.accuracy):
            best = found
        if found.moved and found.accuracy >= toy.THRESHOLD:
            return found
    if best is None:
        assert first is not None
        raise first
    if best.moved and not _wrong_parts(student) and _right_step(student):
        with suppress(Mismatch):
            # whose weights are scaled learns the slower
            longer = _train(student, "own", draws, times=PATIENCE)
            return max(best, longer, key=lambda found: found.accuracy)
    return best


def _one_step_ends(student: Student, draws: Draws) -> None:
    """Raise where a single step of the whole training does not end: that is not slow."""
    task = toy.FULL
    model = student.ready(student.model(task.sizes, "toy one step", task.scale, draws))
    training.teach(
        student, model, toy.draw(draws.stream("toy"), 1, task.sizes.b, task.sizes.l), task, False, False
    )


def lighter(student: Student, draws: Draws = toy.DRAWS) -> Learnt:
    """Train on the task for what is too slow for the whole, by the student's own forward and loss."""
    return _train(student, "own", draws, toy.LIGHT)


def layout_of_or(student: Student) -> str:
    """Return the layout of forward, or "" where it has none."""
    try:
        return layout_of(student)
    except Mismatch:
        return ""


def _missing_parts(student: Student) -> list[str]:
    """Return which of the three functions are not there at all."""
    attempts: dict[str, list[Callable[[], object]]] = {
        "forward": [lambda: layout_of(student)],
        "training_loss": _loss_attempts(student),
    }
    missing = [name for name, tries in attempts.items() if all(_says_missing(t) for t in tries)]
    if (
        "forward" not in missing
        and _says_missing(lambda: observe(student, LOSS_GRID[2]))
        and not _shown(student)
    ):
        missing.insert(0, "one_step")
    return missing


def _loss_attempts(student: Student) -> list[Callable[[], object]]:
    """Return the questions that come as far as the loss: what a broken forward keeps from being asked says nothing."""
    cases = []
    for route in loss_routes(student):
        for kind in KINDS:
            with suppress(Mismatch):
                cases.append(case(student, route, LOSS_GRID[2], kind))
    return [partial(value, student, found) for found in cases]


def _says_missing(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except Mismatch as error:
        return error.finding.key in MISSING
    return False


def _shown(student: Student) -> bool:
    """Tell whether forward runs by itself, without a one_step."""
    try:
        show(student, student.model(PROBED), *forward_step(student, student.model(PROBED)))
    except Mismatch:
        return False
    return True


def _wrong_parts(student: Student) -> bool:
    """Tell whether forward or the loss is wrong, so that the network deserves a training without them."""
    from . import forward, training_loss

    for check in (
        forward.returns_all_states_in_one_tensor,
        forward.each_state_follows_from_the_one_before,
        forward.starts_from_the_initial_state,
        forward.gradients_go_through_time,
        forward.answers_the_same_again,
        training_loss.classes_have_the_right_terms,
        training_loss.gradients_are_right,
        training_loss.is_a_pure_function,
    ):
        try:
            check(student)
        except Mismatch:
            return True
    return False


def _right_step(student: Student) -> bool:
    checks = (one_step.is_the_tanh_step, one_step.weights_and_bias_are_trained, one_step.gradients_are_right)
    return all(holds(student, check) for check in checks)


def _train(
    student: Student,
    how: str,
    draws: Draws,
    task: toy.Task = toy.FULL,
    times: int = 1,
    turned_round: bool = False,
) -> Learnt:
    """Train in parts; who has learnt the task by one of them is spared the others.

    With a step that is not right, it is trained again, on the opposite of every answer: who knew the one beforehand,
    and showed it once it was being trained, is wrong about the other throughout.
    """
    s = task.sizes
    tag = f"toy {how}{task.name}{'' if times == 1 else f' {times}'}{' round' if turned_round else ''}"
    fresh = toy.draw(student.draws.stream("toy fresh"), 1, toy.FRESH_BATCH, s.l, turned_round)
    for start in STARTS:
        model = student.ready(student.model(s, tag + start, task.scale, draws))
        before, again = network(student, model), network(student, model)
        if _right_step(student) or accuracy(before, fresh, s) < toy.THRESHOLD:
            break  # one network in thirty is right by chance, or wrong throughout, before it is trained
    else:
        return Learnt(how, RECURRENT, 0.0)  # what is known beforehand is not learnt
    generation = student.guest.generation
    teach = training.assist if how == "assisted" else partial(training.teach, turned=how == "own-turned")
    found: Learnt | None = None
    for data in toy.draw(draws.stream("toy"), times * task.steps, s.b, s.l, turned_round).parts():
        teach(student, model, data, task, found is not None)
        after = network(student, model)
        if student.guest.generation != generation:
            raise mismatch(
                "crashed", function=training.FN, how="D"
            )  # the trained network went with its process
        share = accuracy(after, fresh, s)
        still = unmoved(before, again, after, share >= toy.THRESHOLD)
        if still == (DECODER,) and not decodes_by_what_is_not_trained(student, s):
            still = ()  # it has no parameters, say
        found = Learnt(how, still, share)
        if found.moved and found.accuracy >= toy.THRESHOLD:
            break
    assert found is not None
    if turned_round or found.accuracy < toy.THRESHOLD or _right_step(student):
        return found
    known = _train(student, how, draws, task, times, turned_round=True).accuracy < toy.KNOWN
    return Learnt(how, RECURRENT, 0.0) if known else found
