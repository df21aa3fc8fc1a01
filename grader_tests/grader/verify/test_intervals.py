"""Exact intervals are those of the binomial distribution."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.verify.intervals import at_least, clopper_pearson


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        # R, binom.test: exact
        (0, 53, 0.0, 0.06722),
        (53, 53, 0.93278, 1.0),
        (1, 10, 0.002529, 0.445016),
        (5, 10, 0.187086, 0.812914),
        (159, 161, 0.955842, 0.998491),
    ],
)
def test_interval_is_the_exact_one(count, total, low, high):
    assert clopper_pearson(count, total) == pytest.approx((low, high), abs=2e-5)


def test_no_trial_says_nothing():
    assert clopper_pearson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("count", "total"), [(-1, 3), (4, 3)])
def test_impossible_counts_are_refused(count, total):
    with pytest.raises(ValueError, match="no interval"):
        clopper_pearson(count, total)


@settings(max_examples=60)
@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_hold_the_rate_and_leave_the_right_tails(pair):
    count, total = pair
    low, high = clopper_pearson(count, total)
    assert 0 <= low <= count / total <= high <= 1
    if count:
        assert at_least(count, total, low) == pytest.approx(0.025, abs=1e-6)
    if count < total:
        assert at_least(count + 1, total, high) == pytest.approx(0.975, abs=1e-6)


def test_tail_sums_to_one():
    assert at_least(0, 7, 0.3) == 1.0
    assert at_least(7, 7, 0.5) == pytest.approx(math.pow(0.5, 7))
    assert at_least(1, 7, 0.0) == 0.0
    assert at_least(7, 7, 1.0) == 1.0
