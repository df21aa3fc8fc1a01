"""Special cases of a finding are said in words of their own, and no other finding is."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.model import LANGS, Finding, Lang
from autograder.words import en, render, variants

RAISED = {"function": "forward", "line": 7, "cell": "rnn.py"}
TWO_BY_ONE = [[0.52181], [0.11]]

CASES: list[tuple[str, dict[str, Any], str]] = [
    ("not_attempted", {"function": "one_step", "how": "none"}, "not_attempted:none"),
    ("not_attempted", {"function": "warm_up"}, "not_attempted:warm_up"),
    ("not_attempted", {"function": "generate"}, "not_attempted:generate"),
    ("raised", {**RAISED, "error": "NameError: name 'W_i' is not defined"}, "raised:NameError"),
    ("raised", {**RAISED, "error": "UnboundLocalError: h"}, "raised:UnboundLocalError"),
    ("raised", {**RAISED, "error": "AttributeError: no attribute 'b_h'"}, "raised:AttributeError"),
    ("raised", {**RAISED, "error": "TypeError: unsupported operand"}, "raised:TypeError"),
    ("raised", {**RAISED, "error": "IndexError: index 4 is out of bounds"}, "raised:IndexError"),
    (
        "raised",
        {
            "function": "one_step",
            "error": "TypeError: one_step() takes 2 positional arguments but 3 were given",
        },
        "raised:signature",
    ),
    (
        "raised",
        {**RAISED, "error": "ValueError: only one element tensors can be converted to Python scalars"},
        "raised:list_of_tensors",
    ),
    (
        "raised",
        {**RAISED, "error": "RuntimeError: Boolean value of Tensor with more than one value is ambiguous"},
        "raised:truth",
    ),
    ("raised", {**RAISED, "error": "NameError: name 'F' is not defined"}, "raised:import"),
    (
        "raised",
        {**RAISED, "error": "RuntimeError: Expected target size [1, 2], got [1, 1]"},
        "raised:targets",
    ),
    (
        "raised",
        {**RAISED, "error": "ValueError: Expected input batch_size (1) to match target batch_size (2)."},
        "raised:targets",
    ),
    ("one_step.value", {"got": TWO_BY_ONE, "expected": [[0.52179], [0.11]]}, "one_step.value:near"),
    ("one_step.out_of_range", {"got": 1.0}, "one_step.out_of_range:saturated"),
    ("forward.value", {"step": 1, "got": TWO_BY_ONE, "expected": TWO_BY_ONE}, "forward.value:first"),
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("key", "args", "case"), CASES)
def test_a_special_case_has_its_words(key: str, args: dict[str, Any], case: str, lang: Lang) -> None:
    plain, special = render(Finding(key, {"function": "forward"}), lang), render(Finding(key, args), lang)
    assert next(variants.cases(Finding(key, args))) == case
    changed = en.VARIANTS[case]
    assert all(getattr(special, slot) != getattr(plain, slot) for slot in changed)


def test_every_special_case_is_reached() -> None:
    assert {case for _, _, case in CASES} == set(en.VARIANTS)


@pytest.mark.parametrize(
    ("key", "args"),
    [
        ("not_attempted", {"function": "forward"}),
        ("raised", {**RAISED, "error": "RuntimeError: mat1 and mat2 shapes cannot be multiplied"}),
        ("raised", {}),
        ("one_step.value", {"got": [[0.5]], "expected": [[0.6]]}),
        ("one_step.value", {"got": 0.5, "expected": None}),
    ],
)
def test_what_is_no_special_case_keeps_the_common_words(key: str, args: dict[str, Any]) -> None:
    assert not set(variants.cases(Finding(key, args))) & set(en.VARIANTS)
