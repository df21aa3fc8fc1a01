"""A part that did not load says why its function is not there: that is no exercise left undone."""

from __future__ import annotations

import pytest

from autograder.examiner.loading import Loaded, explained
from autograder.model import Cell, Check, Finding

CELLS = (
    Cell("cell 1", "class RNN(nn.Module): pass"),
    Cell("cell 2", "def forward(self, x, h)\n    return 1\nRNN.forward = forward"),
    Cell("cell 3", "plot(losses)"),
)
SLIP = {"kind": "syntax", "error": "SyntaxError: expected ':'", "line": 1, "cell": "cell 2"}
ELSEWHERE = {"kind": "raised", "error": "NameError: losses", "line": 1, "cell": "cell 3"}


def failed(key: str, function: str = "forward") -> Check:
    return Check("forward/each_state", "forward", "failed", 0.0, 1.5, Finding(key, {"function": function}))


@pytest.mark.parametrize("key", ["missing", "not_attempted"])
def test_the_slip_of_its_own_cell_is_the_reason(key: str) -> None:
    loaded = Loaded(("RNN",), ("one_step",), (ELSEWHERE, SLIP), ())
    found = explained(failed(key), loaded, CELLS).finding
    assert found == Finding(
        "syntax_error", {"error": "SyntaxError: expected ':'", "line": 1, "cell": "cell 2"}
    )


@pytest.mark.parametrize(
    ("check", "methods", "reports"),
    [
        (failed("not_attempted"), ("forward",), (SLIP,)),  # there is a stub
        (failed("missing"), (), (ELSEWHERE,)),  # the slip has nothing to do with it
        (failed("missing", "one_step"), (), (SLIP,)),
        (failed("forward.value"), (), (SLIP,)),
        (failed("missing"), (), ()),
    ],
)
def test_nothing_else_is_put_down_to_a_slip(check: Check, methods: tuple[str, ...], reports: tuple) -> None:
    assert explained(check, Loaded(("RNN",), methods, reports, ()), CELLS) == check
