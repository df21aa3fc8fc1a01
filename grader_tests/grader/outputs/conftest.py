"""Results to tell, and golden files: `UPDATE_GOLDEN=1` rewrites them, their diff is then reviewed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.model import Check, Finding, Mistake, Result

GOLDEN = Path(__file__).parent / "golden"
SIZES = {"l": 3, "b": 2, "d": 4, "n": 5}


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{name} is missing: run with UPDATE_GOLDEN=1 and review the diff"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def mistake_words() -> dict[str, dict[str, str]]:
    return {
        "loss-sum": {
            "why": "the losses of the sequences are summed, not averaged",
            "next": "compute the loss of one sequence alone, then of two copies of it: should it change?",
        }
    }


@pytest.fixture
def alice() -> Result:
    """A step that fails at a value, a forward in a list, a summed loss, learning not reached, a note for staff."""
    value = {
        "x": [[0.5, -0.25]],
        "h": [[0.5], [-1.0]],
        "got": [[0.125]],
        "expected": [[1 / 3]],
        "sizes": SIZES,
    }
    layout = {"layout": "list", "got": "list of 3", "expected": [3, 2, 5], "sizes": SIZES}
    loss = {"kind": "classes", "got": 16.24, "expected": 2.03, "sizes": SIZES, "ratio": 8.0, "ratio_is": "b"}
    return Result(
        student="alice",
        file="rnn.py",
        sha256="ab" * 32,
        status="graded",
        checks=(
            Check("one_step/answers", "one_step", "passed", 1.0, 1.0),
            Check("one_step/value", "one_step", "failed", 0.0, 2.0, Finding("one_step.value", value)),
            Check("one_step/bias", "one_step", "failed", 0.0, 2.0, Finding("one_step.no_bias")),
            Check("forward/recurrence", "forward", "passed", 3.5, 3.5),
            Check("forward/layout", "forward", "failed", 0.0, 1.5, Finding("forward.layout", layout)),
            Check(
                "training_loss/mean",
                "training_loss",
                "failed",
                1.5,
                5.0,
                Finding("training_loss.not_mean", loss),
                "loss-sum",
            ),
            Check(
                "learning/learns",
                "learning",
                "skipped",
                0.0,
                5.0,
                Finding("depends_on", {"exercise": "training_loss"}),
            ),
        ),
        mistakes=(Mistake("loss-sum", "training_loss"),),
        flags=(Finding("flag.suspicious", {"what": "reads the clock"}),),
        sandbox=("seccomp", "landlock"),
        seconds=0.25,
        group="",
    )


@pytest.fixture
def unreadable() -> Result:
    problem = Finding("unreadable.encoding", {"file": "rnn.py", "encoding": "", "line": 3})
    return Result("bob", "rnn.py", "cd" * 32, "unreadable", problem=problem)


@pytest.fixture
def in_error() -> Result:
    return Result("chloe", "rnn.py", "ef" * 32, "error", problem=Finding("error.internal", {"what": "disk"}))


@pytest.fixture
def full() -> Result:
    checks = tuple(
        Check(f"{e}/all", e, "passed", 5.0, 5.0) for e in ("one_step", "forward", "training_loss", "learning")
    )
    return Result("dan_42", "rnn.ipynb", "12" * 32, "graded", checks, sandbox=("seccomp", "landlock"))


HOSTILE = (
    "\x1b[2J\x1b[31mred",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '=HYPERLINK("http://evil.example","click")',
    "@SUM(1)",
    "\u202egnp.exe \u2066x\u2069",
    "two\nlines\r\n::set-output name=result::x",
    "`code` {braces} {0} {line.__class__} %s {{ 7*7 }} {% raw %}",
    "a\u0300\u0301\u0302\u0303\u0304\u0305",
    "\udce9\x00\x7f\x9b31m",
    "line\u2028separator\u2029",
    "]]></style></script>--><!--",
    "x" * 10_000_000,
)


@pytest.fixture(params=HOSTILE, ids=lambda text: repr(text[:12]))
def hostile_text(request: pytest.FixtureRequest) -> str:
    text = request.param
    assert isinstance(text, str)
    return text
