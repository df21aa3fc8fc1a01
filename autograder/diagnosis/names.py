"""Put names to what failed, exercise by exercise: none rather than a false one. Imported by the diagnosis' face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.examiner.checks.loss_routes import KINDS
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.handle import GuestFailure
from autograder.model import Check, Mistake

from . import (
    apart,
    cuts,
    differences,
    elementwise,
    forwards,
    groups,
    limits,
    losses,
    pairs,
    properties,
    shown,
    sized,
    steps,
    texts,
)
from .panel import COMMON, Panel
from .unrest import unrest as unrest_of

_OF_VALUES = (
    "forward.value",
    "wrong_shape",
    "forward.initial_state_ignored",
    "raised",
    "wrong_type",
    "not_deterministic",
)
_LAYOUTS = {"wrong-return-type", "cat-not-stack", "batch-first", "initial-state-included", "gradient-cut"}
_BESIDE_A_FORM = {"no-bias", "gradient-cut", "parameters-not-registered"}
"""What a step may show besides the form of its values."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The known mistakes, and a digest of the wrong answers that have no name ("" where none is without)."""

    mistakes: tuple[Mistake, ...]
    group: str = ""


def diagnose(student: Student, checks: Sequence[Check], panel: Panel) -> Diagnosis:
    """Name the mistakes behind failed checks. Never raises for what the student's program does."""
    common = student.again(COMMON, "common-", judged=True)
    common.dtype = student.dtype
    named: list[Mistake] = []
    unnamed: list[str] = []
    for exercise, name in (("one_step", _of_one_step), ("forward", _of_forward), ("training_loss", _of_loss)):
        failed = [c for c in checks if c.exercise == exercise and c.status == "failed"]
        if not failed:
            continue
        try:
            found = name(common, failed, panel)
        except (Mismatch, GuestFailure):
            found = []
        named += [Mistake(mistake, exercise, _forms(common, exercise, mistake, panel)) for mistake in found]
        if not found:
            unnamed.append(exercise)
    if any(m.id == "activation-outside-recurrence" for m in named):
        named = [m for m in named if m.id != "no-activation"]  # the same mistake, seen from one_step
    return Diagnosis(tuple(named), groups.group(common, unnamed, checks) if unnamed else "")


def _only(ids: set[str]) -> list[str]:
    return list(ids) if len(ids) == 1 else []


def _forms(student: Student, exercise: str, mistake: str, panel: Panel) -> tuple[str, ...]:
    try:
        return shown.forms(student, exercise, mistake, panel)
    except (Mismatch, GuestFailure):
        return ()


def _of_one_step(student: Student, failed: Sequence[Check], panel: Panel) -> list[str]:
    keys = {c.finding.key for c in failed if c.finding}
    names = properties.from_findings(student, "one_step", failed)
    if set(names) & {"ready-made-rnn", "not-attempted", "module-called-on-values", "wrong-return-type"}:
        return names[:1]
    unrest = unrest_of(student, "one_step", keys)
    if unrest is not None:
        return [unrest]
    steady = "not_deterministic" not in keys  # else answers may differ with whom they are asked by chance
    if (
        steady
        and keys - {"one_step.no_bias", "one_step.not_registered"}
        and apart.step_mixes_the_batch(student)
    ):
        return ["batch-mixed"]
    if set(names) & {"input-ignored", "state-ignored"}:
        return [n for n in names if n != "parameters-not-registered"]
    if keys & {"one_step.value", "one_step.not_any_matrix"} and limits.of_one_step(student):
        return [*names, "fixed-size"]
    if keys & {"one_step.value", "one_step.out_of_range"} and not set(names) - _BESIDE_A_FORM:
        found = {s.mistake for s in steps.agreeing(student, panel.suspects("one_step"))}
        if not found and elementwise.another_function_of_the_sum(student):
            found = {"wrong-activation"}
        names += _only(found)
    return names


def _of_forward(student: Student, failed: Sequence[Check], panel: Panel) -> list[str]:
    keys = {c.finding.key for c in failed if c.finding}
    names = properties.from_findings(student, "forward", failed)
    if set(names) & {"ready-made-rnn", "not-attempted"}:
        return names[:1]
    unrest = unrest_of(student, "forward", keys)
    if unrest is not None:
        return [unrest]
    in_a_layout = keys & {"forward.value"} and set(names) <= _LAYOUTS
    if keys & set(_OF_VALUES) and (in_a_layout or not set(names) - {"gradient-cut", "initial-state-ignored"}):
        if keys & {"raised", "wrong_shape"} and sized.small_sizes_alone_work(student):
            return [*names, "fixed-size"]  # any program agrees with it where it is right
        if "forward.value" in keys and limits.of_forward(student):
            return [*(n for n in names if n != "gradient-cut"), "fixed-size"]
        found = set[str]()
        if not forwards.right_for_few(student):
            found = {s.mistake for s in forwards.agreeing(student, panel.suspects("forward"))}
        if len(found) > 1:
            found -= {"fixed-size"}
        if found == {"last-state-only", "stack-of-last"}:  # one answer: what was meant is in the text
            found = {"stack-of-last" if texts.returns_a_stack(student) else "last-state-only"}
        if not found:
            found = _by_property(student, keys) or _where_square(student, panel)
        if "forward.value" in keys and "gradient-cut" in names:
            names.remove("gradient-cut")  # a wrong value has a reason of its own
        names += _only(found - set(names))
    if not names and keys == {"other_in_use"}:
        in_use = forwards.agreeing(student, panel.suspects("forward"), in_use=True)
        names = _only(
            {s.mistake for s in in_use} - {"fixed-size"}
        )  # which is right at the sizes that are asked
    return names


def _where_square(student: Student, panel: Panel) -> set[str]:
    """Return what is answered where l = b, by a program that is right elsewhere."""
    right_elsewhere = forwards.right_for_few(student, forwards.OBLONG)
    if not right_elsewhere or forwards.right_for_few(student, forwards.SQUARE):
        return set()
    suspects = panel.suspects("forward")
    return {s.mistake for s in forwards.agreeing(student, suspects, sizes=forwards.SQUARE)}


def _by_property(student: Student, keys: set[str]) -> set[str]:
    if keys & {"raised", "wrong_shape"} and sized.some_sizes_work(student):
        return {"fixed-size"}
    if apart.mixes_the_batch(student):
        return {"batch-mixed"}
    named = apart.by_step(student)
    return {named} if named is not None else set()


def _of_loss(student: Student, failed: Sequence[Check], panel: Panel) -> list[str]:
    names = properties.from_findings(student, "training_loss", failed)
    if set(names) & {"ready-made-rnn", "not-attempted", "wrong-return-type"}:
        return names[:1]
    keys = {c.finding.key for c in failed if c.finding}
    unrest = unrest_of(student, "training_loss", keys)
    if unrest is not None:
        return [unrest]
    if (
        keys & {"training_loss.value", "raised", "not_finite", "training_loss.no_gradient", "wrong_type"}
        and "gradient-cut" not in names
    ):
        names += _of_values(student, panel)
    return list(dict.fromkeys(names))


def _of_values(student: Student, panel: Panel) -> list[str]:
    """Return what the numbers of a loss say: by its pairs where they explain all, else by a known program."""
    kinds = losses.wrong_kinds(student)
    if not kinds and losses.softmax_decoded(student):
        return ["loss-softmax-twice"]
    by_pairs = [pairs.names(student, kind) or differences.names(student, kind) for kind in kinds]
    if by_pairs and all(by_pairs):
        said = [name for found in by_pairs for name in found]
        if "loss-last-step-only" in said and not all(pairs.last_alone(student, kind) for kind in kinds):
            return []  # of three steps the last alone, and of more another part
        # a script knows no states that come from zeros: that these get no gradient says nothing
        cut = "initial-state-ignored" not in said and cuts.states_cut(student)
        return [*said, *(["gradient-cut"] if cut else [])]
    found, scaled = losses.agreeing(student, panel.suspects("training_loss"))
    if not found and sized.loss_right_somewhere(student):
        found = {"fixed-size"}
    if not found and losses.start_from_zeros(student):
        found = {"initial-state-ignored"}
    if not found and not kinds and any(limits.of_loss(student, kind) for kind in KINDS):
        found = {"fixed-size"}
    if not found and not kinds and differences.names(student, "observations"):
        found = {"loss-wrong-criterion"}
    if len(found) == 1:
        return [*found, *(["loss-sum"] if scaled else [])]
    return [name for found in by_pairs for name in found]  # of the kind that is explained
