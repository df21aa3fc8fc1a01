"""Hostile submissions that once earned or learnt more than they may, each graded in seconds. Read by pytest."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.verify.cases import Case
from autograder.verify.run import grade_all

_spec = importlib.util.spec_from_file_location("hostile_expected", Path(__file__).with_name("expected.py"))
assert _spec and _spec.loader
expected = sys.modules.setdefault(_spec.name, importlib.util.module_from_spec(_spec))
_spec.loader.exec_module(expected)

pytestmark = pytest.mark.slow

ONCE = ("degenerate-tables", "read-names-only")


@pytest.fixture(scope="module")
def graded() -> dict[str, Any]:
    programs = [Case(slug, "wrong", expected.table()[slug].content(), "rnn.py") for slug in ONCE]
    return grade_all(programs, 1, lambda *_: None)


@pytest.mark.parametrize("slug", ONCE)
def test_it_earns_no_more_than_it_may_and_finds_nothing(graded: dict[str, Any], slug: str) -> None:
    assert graded[slug]["score"] is not None
    assert graded[slug]["score"] <= expected.table()[slug].max_score
    assert "rnn-lab-loot" not in json.dumps(graded[slug])


@pytest.mark.parametrize("secret", ["x", "a"])
def test_no_guard_explains_a_constant_beside_huge_scores(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It once did under some secrets, these two among them."""
    monkeypatch.setenv("RNN_LAB_SECRET", secret)
    slug = "numbers-predictions-overflow"
    program = Case(slug, "wrong", expected.table()[slug].content(), "rnn.py")
    found = grade_all([program], 1, lambda *_: None)[slug]
    assert found["score"] <= expected.table()[slug].max_score
