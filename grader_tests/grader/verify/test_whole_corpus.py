"""The whole corpus through the real workers: no error of the grader, every check of use, groups that mean something."""

from collections import Counter, defaultdict

import pytest
from transformations import NAMES, renamed

from autograder.grading.run import processors
from autograder.verify.cases import Case, cases
from autograder.verify.judge import judge
from autograder.verify.run import grade_all

pytestmark = pytest.mark.slow

GATED = {
    "one_step": ("is_tanh_of_an_affine_map", "weights_and_bias_are_trained"),
    "forward": ("each_state_follows_from_the_one_before", "starts_from_the_initial_state"),
    "training_loss": ("classes_have_the_right_terms", "observations_have_the_right_terms"),
    "learning": ("training_moves_the_weights",),
}
"""The checks without which the others of the exercise are skipped."""

PARTIAL = {
    "one_step/returns_the_next_state": "points for a tensor (b, n) whose numbers are wrong",
    "training_loss/is_a_scalar_to_differentiate": "points for one number whose value is wrong for one kind of y",
}
"""Checks that never fail alone, since right numbers have the right shape: what they are there for."""


RENAMED = 4
"""Every so many of the programs without a name are graded with other names of parameters: the dearest to grade."""


def quiet(*_):
    pass


@pytest.fixture(scope="module")
def graded():
    """Every program of the corpus, and some of the unnamed ones once more with other names of parameters."""
    programs = cases()
    again = [
        Case(f"{c.name} renamed", "wrong", renamed(c.source.decode()).encode(), "rnn.py")
        for c in cases(["mistakes/unnamed/*"])
        if any(name.encode() in c.source for name in NAMES)
    ][::RENAMED]
    return grade_all([*programs, *again], processors(), quiet)


def test_the_grader_is_right_about_every_program(graded):
    errors = [f"{c.name}: {e}" for c in cases() for e in judge(c, graded[c.name]).errors]
    assert errors == []


def checks_of(document):
    by_exercise = defaultdict(dict)
    for check in document["checks"]:
        by_exercise[check["exercise"]][check["id"]] = check["status"]
    return by_exercise


def test_every_check_is_needed(graded):
    """Each check fails in some program in which every other check that is asked passes."""
    alone = {c["id"]: 0 for c in graded["solutions/rnn.py"]["checks"]}
    for document in graded.values():
        for checks in checks_of(document).values():
            failed = [name for name, status in checks.items() if status == "failed"]
            if len(failed) == 1:
                alone[failed[0]] += 1
    assert {name for name, count in alone.items() if not count} == set(PARTIAL)


@pytest.mark.parametrize("check", PARTIAL)
def test_a_check_for_part_of_the_points_is_earned_where_the_numbers_are_wrong(graded, check):
    exercise = check.partition("/")[0]
    earned = [
        name
        for name, document in graded.items()
        for checks in [checks_of(document)[exercise]]
        if checks.get(check) == "passed"
        and any(checks[f"{exercise}/{gate}"] == "failed" for gate in GATED[exercise])
    ]
    assert earned


def test_other_names_of_parameters_stay_in_the_group(graded):
    moved = {
        name: (document["group"], graded[f"{name} renamed"]["group"])
        for name, document in graded.items()
        if f"{name} renamed" in graded and document["group"] != graded[f"{name} renamed"]["group"]
    }
    assert moved == {}


def test_other_wrong_answers_are_other_groups(graded):
    groups = Counter(
        d["group"]
        for name, d in graded.items()
        if "/unnamed/" in name and "renamed" not in name and d["group"]
    )
    assert sum(groups.values()) >= 40
    assert len(groups) >= 0.9 * sum(groups.values())
