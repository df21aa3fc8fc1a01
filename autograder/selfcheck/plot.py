"""Ask for what is worth seeing of a network, and write it as a page of drawings. For the self-check's command."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from autograder.arrays import Array
from autograder.examiner import toy
from autograder.examiner.checks.common import returned, tensor
from autograder.examiner.checks.forward_asked import layout_of
from autograder.examiner.checks.layouts import states_in
from autograder.examiner.identify import Step, probes, step_from
from autograder.examiner.questions import Model, Op, Sizes, call, raised
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch, mismatch
from autograder.model import Lang, UsageError
from autograder.words import numbers, render

from . import page
from .examine import Examination
from .words import say

SIZES = Sizes(l=16, b=1, d=2, n=4, o=2)
TRAINING_STEPS = 150


def draw(examination: Examination, file: Path, lang: Lang) -> Path:
    """Write the page beside the file, or where temporary files go, and return its path.

    Raises:
        UsageError: neither can be written.
    """
    text = html(examination.student, lang)
    for folder in _folders(file):
        target = folder / f"{file.stem}-check.html"
        try:
            target.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return target
    raise UsageError(say("error.plot_unwritable", lang))


def _folders(file: Path) -> Iterator[Path]:
    yield file.absolute().parent
    with contextlib.suppress(OSError):  # on a full disk there is no folder for temporary files
        yield Path(tempfile.gettempdir())


def html(student: Student, lang: Lang) -> str:
    """Return the page; a drawing for which something is still missing says what."""
    panels = [
        page.Panel(say(f"plot.{name}", lang), say(f"plot.{name}_note", lang, **values), _attempt(make, lang))
        for name, make, values in (
            ("states", lambda: _states(student, lang), {}),
            ("gradients", lambda: _gradients(student, lang), {}),
            (
                "losses",
                lambda: _losses(student, lang),
                {"floor": numbers.fixed(memoryless(), lang), "l": str(toy.SIZES.l)},
            ),
            ("learnt", lambda: _learnt(student, lang), {}),
        )
    ]
    return page.page(say("plot.title", lang), lang, panels)


def _attempt(make: Callable[[], str], lang: Lang) -> str:
    try:
        return make()
    except Mismatch as missing:
        return page.remark(say("plot.missing", lang, why=render(missing.finding, lang).title))


def memoryless() -> float:
    """Return the best mean loss on the toy task for a network that sees the last observation alone."""
    steps = toy.SIZES.l - 1  # y_1 is known: it is always 0
    zero = (1 + (steps - 1) / 2) / steps
    return float(-(zero * np.log(zero) + (1 - zero) * np.log(1 - zero)) * steps / toy.SIZES.l)


def _forward(student: Student, model: Model, x: Array, h: Array) -> Array:
    """Return the states (l, b, n) of the student's own forward, whatever their layout."""
    name = layout_of(student)
    s = Sizes(x.shape[0], x.shape[1], model.sizes.d, model.sizes.n, model.sizes.o)
    given = np.ascontiguousarray(x.swapaxes(0, 1)) if name.startswith("batch_first_") else x
    answer = student.calls(model, "forward", [call(model, "forward", "x", "h")], {"x": given, "h": h})[0]
    states = states_in(returned("forward", answer, s.only("lbdn")), name, s)
    if states is None:
        raise mismatch("depends_on", exercise="forward")
    return states


def _states(student: Student, lang: Lang) -> str:
    s, model = SIZES, student.model(SIZES, "plot", 0.6)
    rng = student.draws.stream("plot")
    x, h = rng.standard_normal((s.l, s.b, s.d)), np.tanh(rng.standard_normal((s.b, s.n)))
    states = _forward(student, model, x, h)[:, 0]  # (l, n)
    step, wanted = _step(student, model), None
    if step is not None:
        passed = [h]
        for t in range(s.l):
            passed.append(step(x[t], passed[-1]))
        wanted = np.concatenate(passed[1:])  # (l, n)
    return page.lines(
        states.T, None if wanted is None else wanted.T, say("plot.step", lang), "h", (-1.0, 1.0)
    )


def _step(student: Student, model: Model) -> Step | None:
    """Return the step whose parameters the student's own step shows, or None."""
    px, ph = probes(model.sizes.d, model.sizes.n)
    try:
        answer = student.calls(model, "one_step", [call(model, "one_step", "x", "h")], {"x": px, "h": ph})[0]
        return step_from(tensor("one_step", answer, ph.shape, {}), model.sizes.d)
    except Mismatch:
        return None


def _gradients(student: Student, lang: Lang) -> str:
    s, model = SIZES, student.model(SIZES, "plot", 0.6)
    rng = student.draws.stream("plot gradients")
    x, h = rng.standard_normal((s.l, s.b, s.d)), np.zeros((s.b, s.n))
    _forward(student, model, x, h)
    turned = layout_of(student).startswith("batch_first_")
    weights = np.zeros((s.l, s.b, s.n))
    weights[-1] = 1.0
    ops: list[Op] = [
        call(model, "forward", "x", "h", keep="g", grad=("x",)),
        {"op": "backward", "of": [["g", 0, "w"]], "model": model.key},
        {"op": "forget"},
    ]
    given = np.ascontiguousarray(x.swapaxes(0, 1)) if turned else x
    answers = student.calls(model, "forward", ops, {"x": given, "h": h, "w": weights})
    slope = answers[1].grads.get("input:x") if len(answers) == len(ops) else None
    norms = np.zeros(s.l) if slope is None else np.sqrt((slope**2).sum((0, 2) if turned else (1, 2)))
    return page.bars(norms, say("plot.step", lang), [f"x_{t}" for t in range(s.l)])


def _train(student: Student) -> Array:
    """Train on the toy task by the student's own functions; return the losses."""

    def train() -> Array:
        model = student.ready(student.model(toy.SIZES, "plot", toy.SCALE))
        data = toy.draw(student.draws.stream("plot toy"), TRAINING_STEPS, toy.SIZES.b)
        op: Op = {"op": "train", "model": model.key, "lr": toy.LEARNING_RATE}
        arrays = {"x": data.x, "y": data.y, "h0": np.zeros((toy.SIZES.b, toy.SIZES.n))}
        answer = student.calls(model, "learning", [op], arrays, 10.0)[0]
        if answer.error is not None:
            raise raised("training_loss", answer, {})
        losses = None if answer.losses is None else answer.losses.array
        if losses is None or losses.shape != (TRAINING_STEPS,) or not np.all(np.isfinite(losses)):
            raise mismatch("not_finite", function="training_loss")
        return losses.astype(np.float64)

    return student.once("plot training", train)


def _losses(student: Student, lang: Lang) -> str:
    losses = _train(student)
    top = float(max(losses.max(), 0.8))
    return page.lines(
        losses[None], None, say("plot.training_step", lang), say("plot.loss", lang), (0.0, top), memoryless()
    )


def _learnt(student: Student, lang: Lang) -> str:
    _train(student)
    s, model = toy.SIZES, student.model(toy.SIZES, "plot", toy.SCALE)
    fresh = toy.draw(student.draws.stream("plot fresh"), 1, toy.FRESH_BATCH)
    h0 = np.zeros((toy.FRESH_BATCH, s.n))
    states = _forward(student, model, fresh.x[0], h0)
    known = np.concatenate([h0[None], states[:-1]])
    answer = student.calls(model, "decode", [call(model, "decode", "h")], {"h": known})[0]
    predictions = tensor("decode", answer, (s.l, toy.FRESH_BATCH, s.o), s.only("lbno"))
    shares = (predictions.argmax(-1) == fresh.y[0]).mean(1)
    return page.shares(shares, [f"y_{t}" for t in range(1, s.l + 1)], say("plot.chance", lang))
