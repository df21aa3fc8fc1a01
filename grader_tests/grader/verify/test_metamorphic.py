"""What does not change the mathematics does not change the marks: names, order, classes, precision, seeds, threads."""

import dataclasses
import os

import pytest
from transformations import TRANSFORMATIONS

from autograder.verify.cases import cases
from autograder.verify.run import grade_all

PROGRAMS = (
    "solutions/rnn.py",
    "accepted/targets-as-float",
    "mistakes/no-bias--no-bias-at-all",
    "mistakes/wrong-activation--sigmoid",
    "mistakes/off-by-one--appended-before-the-step",
    "mistakes/state-not-carried--comprehension",
    "mistakes/gradient-cut--detach-each-step",
    "mistakes/last-state-only--last-of-the-list",
    "mistakes/loss-not-shifted--decode-all-states",
    "mistakes/loss-sum--over-steps",
    "mistakes/unnamed/leaky-state",
)

pytestmark = pytest.mark.slow


def quiet(*_):
    pass


def originals():
    return cases(PROGRAMS)


def told(document):
    """Return what must stay: the points of every check and the names."""
    points = {c["id"]: (c["status"], c["score"]) for c in document["checks"]}
    return document["score"], points, document["mistakes"]


@pytest.fixture(scope="module")
def graded():
    """Every program as it is and under each transformation, graded by one worker."""
    programs = originals()
    for name, change in TRANSFORMATIONS.items():
        programs += [
            dataclasses.replace(c, name=f"{c.name} {name}", source=change(c.source.decode()).encode())
            for c in originals()
        ]
    return grade_all(programs, 1, quiet)


@pytest.mark.parametrize("transformation", TRANSFORMATIONS)
@pytest.mark.parametrize("program", PROGRAMS)
def test_marks_and_names_stay(graded, program, transformation):
    assert told(graded[f"{program} {transformation}"]) == told(graded[program])


def with_environment(**changes):
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        return grade_all(originals(), 1, quiet)
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@pytest.mark.parametrize("secret", ["another course", "2031"])
def test_marks_do_not_depend_on_the_courses_secret(graded, secret):
    found = with_environment(RNN_LAB_SECRET=secret)
    assert {name: told(d) for name, d in found.items()} == {name: told(graded[name]) for name in found}


def test_marks_do_not_depend_on_threads(graded):
    found = with_environment(OMP_NUM_THREADS="4", MKL_NUM_THREADS="4")
    assert {name: told(d) for name, d in found.items()} == {name: told(graded[name]) for name in found}


def test_transformations_change_the_program_and_keep_it_one():
    for case in originals():
        source = case.source.decode()
        for name, change in TRANSFORMATIONS.items():
            changed = change(source)
            assert changed != source, (case.name, name)
            compile(changed, name, "exec")
