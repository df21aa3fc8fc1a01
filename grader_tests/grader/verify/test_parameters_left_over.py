"""Parameters that stand beside the lab's and are not used cost no points, however many they are. Read by pytest."""

from __future__ import annotations

import dataclasses

import pytest

from autograder.verify.cases import cases
from autograder.verify.run import grade_all

pytestmark = pytest.mark.slow

LEFT_OVER = {
    "a million numbers": "self.embedding = nn.Embedding(10_000, 100)",
    "long names": "[self.register_parameter(60 * 'ℓ' + str(k), nn.Parameter(torch.zeros(1))) for k in range(80)]",
}


@pytest.fixture(scope="module")
def scores():
    [reference] = cases(["solutions/rnn.py"])
    text = reference.source.decode()
    made = "super().__init__()\n"
    assert text.count(made) == 1
    programs = []
    for name, line in LEFT_OVER.items():
        source = text.replace(made, f"{made}        {line}\n")
        programs.append(dataclasses.replace(reference, name=name, source=source.encode()))
    return {name: document["score"] for name, document in grade_all(programs, 1, lambda *_: None).items()}


@pytest.mark.parametrize("name", LEFT_OVER)
def test_they_cost_nothing(scores, name) -> None:
    assert scores[name] == 20
