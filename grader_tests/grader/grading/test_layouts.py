"""Right states in another layout, of long sequences too, lose the layout's points and keep the recurrence's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lab_runs import Lab

from autograder.corpus import mistakes

LAYOUTS = {
    "list": "wrong-return-type--list",
    "pair": "wrong-return-type--tuple-like-nn-rnn",
    "flat": "cat-not-stack--cat-of-list",
    "turned": "batch-first--returns-batch-first",
    "longer": "initial-state-included--list-starts-with-h0",
}


@pytest.mark.slow
def test_the_recurrence_is_earned(lab: Lab, tmp_path: Path) -> None:
    programs = {p.name: p.submission for p in mistakes()}
    (tmp_path / "in").mkdir()
    for layout, name in LAYOUTS.items():
        (tmp_path / "in" / f"{layout}.py").write_bytes(programs[name])
    done = lab("grade", tmp_path / "in", "--out", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    results = tmp_path / "out" / "results"
    found = {k: json.loads((results / f"{k}.json").read_text())["exercises"]["forward"] for k in LAYOUTS}
    assert {k: v["score"] for k, v in found.items()} == dict.fromkeys(LAYOUTS, 4)
