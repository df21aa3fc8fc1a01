"""The known mistakes answer for a whole class: what bounds one submission's answers does not bound theirs."""

from collections.abc import Iterator

import pytest

from autograder.diagnosis import Panel
from autograder.handle import ForkServer, Guest, GuestFailure, Plan, client
from autograder.session import FORBIDDEN, choose_layers

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def fork() -> Iterator[object]:
    server = ForkServer()
    layers = choose_layers(server.hello()["capabilities"], unsandboxed=False)
    yield lambda: server.fork(Plan(layers, FORBIDDEN))
    server.close()


def test_names_are_given_as_long_as_the_class_is(fork, monkeypatch) -> None:
    monkeypatch.setattr(client, "MAX_RECORD_BYTES", 10)
    monkeypatch.setattr(client, "ALL_SLOW_S", -1.0)
    panel = Panel(fork)
    try:
        for suspect in panel.suspects("one_step")[:5]:
            assert "RNN" in suspect.student.load().defined
    finally:
        panel.close()


def test_a_name_does_not_depend_on_what_befell_the_programs_before(fork) -> None:
    panel = Panel(fork)
    try:
        for _ in range(3):  # twice is once too often for a submission
            suspect = panel.suspects("one_step")[0].student
            suspect.load()
            suspect.guest.stop()
            suspect.deaths["one_step"] = suspect.deaths.get("one_step", 0) + 1
            assert suspect.deaths == {"one_step": 1}
    finally:
        panel.close()


def test_a_submission_is_bounded(fork, monkeypatch) -> None:
    monkeypatch.setattr(client, "MAX_RECORD_BYTES", 10)
    guest = Guest(fork)
    try:
        with pytest.raises(GuestFailure, match="more answers"):
            guest.ask([{"op": "forget"}, {"op": "forget"}], {})
    finally:
        guest.stop()
