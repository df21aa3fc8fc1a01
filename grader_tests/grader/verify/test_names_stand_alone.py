"""The name of a mistake does not depend on who was graded before: first in a class, or after 250 others."""

import dataclasses
import hashlib

import pytest

from autograder import session
from autograder.verify.cases import cases, submission

OTHERS = (
    "mistakes/wrong-activation--sigmoid",
    "mistakes/loss-not-shifted--decode-all-states",
    "solutions/rnn.py",
)
NAMED = (
    "mistakes/activation-on-one-term--state-term",
    "mistakes/time-reversed--answer-reversed",
    "mistakes/loss-wrong-class-axis--softmax-over-time",
    "mistakes/unnamed/leaky-state",
)


def _class(count: int):
    """Yield submissions that differ in a comment alone, so that each is asked other questions."""
    others = [submission(case) for case in cases(OTHERS)]
    for k in range(count):
        other = others[k % len(others)]
        yield dataclasses.replace(other, student=f"s{k}", sha256=hashlib.sha256(b"%d" % k).hexdigest())


@pytest.mark.parametrize(
    "between",
    [pytest.param(9, marks=pytest.mark.slow), pytest.param(250, marks=pytest.mark.long)],
)
def test_a_name_is_the_same_first_and_after_others(between: int) -> None:
    wanted = [submission(case) for case in cases(NAMED)]
    seen = []

    def work(examine: session.Examine) -> None:
        first = [examine(one).result for one in wanted]
        for other in _class(between):
            examine(other)
        seen.extend(zip(first, [examine(one).result for one in wanted]))

    session.run(work)
    assert len(seen) == len(NAMED)
    for first, later in seen:
        assert (first.mistakes, first.group, first.checks) == (later.mistakes, later.group, later.checks)
