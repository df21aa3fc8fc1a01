"""What the self-check calls right the grade calls right, and the other way round, over the corpus."""

from __future__ import annotations

import pytest

from autograder.corpus import accepted, mistakes
from autograder.selfcheck.agreement import Compared, compare, page, reference

pytestmark = pytest.mark.slow

SAMPLE = 36
"""Every so many programs; `python -m autograder.selfcheck.agreement` compares them all."""


BY_CHANCE = {"learning.no_memory"}
"""Whether a wrong network learns to remember depends on what is drawn, and the two draw other weights."""


def test_the_self_check_finds_no_fault_in_right_programs() -> None:
    programs = [reference(), *accepted()[::SAMPLE]]
    found = compare(programs)
    assert [(c.program, c.checked, c.keys) for c in found if c.checked or c.graded] == []
    assert len(found) == len(programs)


def test_the_self_check_sees_the_mistakes_that_cost_points() -> None:
    found = compare(mistakes()[::SAMPLE])
    assert all(c.graded for c in found)
    assert [c.program for c in found if c.only_graded] == []
    assert [(c.program, c.keys) for c in found if set(c.keys) - BY_CHANCE] == []


def test_the_page_says_where_they_differ() -> None:
    alike = Compared("alike", False, frozenset({"a/b"}), frozenset({"a/b"}), ("step.apart",))
    apart = Compared("apart", False, frozenset({"a/b"}), frozenset(), (), ("key",))
    text = page([alike, apart, Compared("right", True, frozenset(), frozenset(), ())])
    assert "- `apart`: a/b" in text and "| `alike` | step.apart |" in text
    assert "(must be 0) | 0 | 1 |" in text
