"""What somebody set for tests of their own changes no mark. Read by pytest."""

from __future__ import annotations

import pytest

from autograder.verify.cases import cases
from autograder.verify.run import grade_all

pytestmark = pytest.mark.slow


def test_options_and_plugins_of_the_environment_are_not_the_grader_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "--junitxml=results.xml -k nothing --no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    [reference] = cases(["solutions/rnn.py"])
    graded = grade_all([reference], 1, lambda *_: None)
    assert graded[reference.name]["score"] == 20
