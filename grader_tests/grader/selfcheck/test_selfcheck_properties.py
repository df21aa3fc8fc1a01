"""What is said of wrong programs is true of them: properties found by asking, held against known mistakes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.corpus import mistakes
from autograder.handle import ForkServer, Plan
from autograder.selfcheck.examine import Examination
from autograder.selfcheck.suite import EXERCISES
from autograder.submission.reading import read_one

pytestmark = pytest.mark.slow

PROPERTIES = {
    "activation-on-one-term--each-term-apart": "step.apart",
    "activation-on-one-term--state-term": "step.apart",
    "activation-twice--tanh-of-tanh": "step.narrow",
    "bias-outside--own-parameter": "step.moved",
    "inputs-swapped--signature-exchanged": "step.square",
    "no-activation--sum-of-linears": "step.straight",
    "unnamed/residual-step": "step.unbounded",
    "weights-not-shared--new-layers-in-step": "step.two_answers",
    "decoded-output--whole-stack": "states.decoded",
    "first-state-lost--named-apart": "states.first_lost",
    "gradient-cut--detach-each-step": "states.cut",
    "hidden-state-across-calls--self-h": "states.two_answers",
    "initial-state-ignored--zeros-in-forward": "states.start_ignored",
    "last-state-only--last-of-the-list": "states.one",
    "off-by-one--appended-before-the-step": "states.starts_too_early",
    "off-by-one--first-input-left-out": "states.count",
    "same-input-repeated--index-zero": "states.one_input",
    "same-state-repeated--list-multiplied": "states.all_equal",
    "state-not-carried--new-name": "states.not_carried",
    "time-reversed--answer-reversed": "states.backwards",
    "time-reversed--inputs-reversed": "states.backwards",
    "unnamed/every-second-step-left-out": "states.unread",
    "loss-against-inputs--observations": "loss.targets_ignored",
    "loss-first-prediction-missing--slices": "loss.first_missing",
    "initial-state-ignored--zeros-in-loss": "loss.start_ignored",
    "loss-last-step-only--last-of-shifted": "loss.last_alone",
    "loss-not-shifted--decode-all-states": "loss.sees_the_answer",
    "loss-scrambled-axes--view-as-batch-first": "loss.across_sequences",
    "loss-softmax-twice--softmax-before": "loss.squeezed",
    "loss-wrong-class-axis--softmax-over-time": "loss.level",
    "loss-wrong-criterion--absolute-error": "loss.not_squared",
    "loss-wrong-criterion--huber": "loss.not_squared",
    "loss-wrong-shift--other-way": "loss.shifted",
}
"""One program for what the self-check can say, and what it must say of it."""

SILENT = (
    "unnamed/loss-doubled",
    "unnamed/error-rate",
    "loss-wrong-criterion--one-criterion-for-both",
    "not-deterministic--dropout-in-loss",
    "no-bias--no-bias-at-all",
)
"""Programs of which none of the properties is true, or of which nothing can be said for certain."""


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    started = ForkServer()
    yield started
    started.close()


def said(server: ForkServer, name: str) -> list[str]:
    (program,) = [p for p in mistakes() if p.name == name]
    submission = read_one(program.name, program.filename, program.submission)
    examination = Examination(submission, lambda: server.fork(Plan(())))
    try:
        examination.load()
        exercises = tuple(e for e in EXERCISES if e == program.exercise)
        return [v.found.key for group in examination.run(exercises) for v in group if v.found is not None]
    finally:
        examination.close()


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_known_mistake_is_described_by_what_it_does(server: ForkServer, name: str) -> None:
    assert said(server, name) == [PROPERTIES[name]]


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_guessed(server: ForkServer, name: str) -> None:
    assert said(server, name) == []


def test_the_list_is_of_programs_that_exist() -> None:
    assert set(PROPERTIES) | set(SILENT) <= {p.name for p in mistakes()}
