"""Which tests take minutes, or are about time: they run by themselves, `make test-long`. Read by pytest."""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from autograder.model import ROOT

set_hypothesis_home_dir(
    ROOT / ".pytest_cache" / "hypothesis"
)  # with what pytest keeps, and no folder of its own

# how long an example takes is the machine's doing: a busy one must not fail a property
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

# a shell has what it runs in the background ignore Ctrl-C, and so all that this starts: some tests send it
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

LONG = {
    "test_hostile_class.py": "about two hundred hostile submissions among honest ones",
    "test_nbgrader_corpus.py": "the corpus by both roads",
    "test_nbgrader_cost.py": "what a notebook costs beside nbgrader alone",
    "test_nbgrader_browser.py": "a real browser on a graded course",
    "test_kills.py": "fifty kills at random moments",
    "test_stopping.py": "how fast what hangs is stopped",
    "test_selfcheck_watch.py": "how fast a save is answered",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name in LONG:
            item.add_marker(pytest.mark.long)
