"""The known mistakes answer for a whole class: what bounds one submission's answers does not bound theirs."""

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.diagnosis import Panel, tables
from autograder.diagnosis.steps import FORMS
from autograder.examiner.identify import probes
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


def _drawn_step(of_sum, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return x, h and the answers of a step with n units and inputs, at probes and at drawn points."""
    rng = np.random.default_rng(n)
    far = np.repeat([1.0, 6.0], [20, 10])[:, None]
    (px, ph), x, h = probes(n, n), far * rng.standard_normal((30, n)), far * rng.standard_normal((30, n))
    x, h = np.vstack([px, x]), np.vstack([ph, h])
    W_i, W_h, b = (0.3 * rng.standard_normal(shape) for shape in ((n, n), (n, n), (n,)))
    return x, h, of_sum(x @ W_i.T + h @ W_h.T + b)


@pytest.mark.parametrize("units", [1, 2])
@pytest.mark.parametrize(
    ("of_sum", "form"),
    [
        (lambda z: 1 / (1 + np.exp(-z)), "wrong-activation--sigmoid"),
        (lambda z: np.maximum(z, 0), "wrong-activation--relu"),
        (np.sin, "wrong-activation--sin"),
        (lambda z: np.tanh(np.tanh(z)), "activation-twice--tanh-of-tanh"),
        (lambda z: np.tanh(z) + 0.3 * np.cos(5 * z), None),
    ],
)
def test_tables_leave_the_form_that_it_is_and_few_others(fork, of_sum, form, units) -> None:
    panel = Panel(fork)
    try:
        forms = [s for s in panel.suspects("one_step") if s.mistake in FORMS]
        left = [s.program.name for s in tables.possible(forms, *_drawn_step(of_sum, units))]
        tabulated = [s.program.name for s in forms if s.recall("table", lambda: None) is not None]
    finally:
        panel.close()
    assert len(tabulated) >= 30
    assert form is None or form in left
    assert len(set(left) & set(tabulated)) <= 8


def test_a_program_of_ours_is_asked_once_for_a_class(fork) -> None:
    panel = Panel(fork)
    try:
        [first, second] = [panel.suspects("forward")[0] for _ in range(2)]
        assert [first.recall("q", lambda: 1), second.recall("q", lambda: 2)] == [1, 1]
        first.student.guest.stop()
        assert panel.suspects("forward")[0].recall("q", lambda: 3) == 1
        assert panel.suspects("forward")[1].recall("q", lambda: 4) == 4
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
