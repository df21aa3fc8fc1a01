"""An activation that the corpus does not know is named by what it is: another function of the sum than tanh."""

import dataclasses

import pytest

from autograder.verify.cases import cases
from autograder.verify.run import grade_all

pytestmark = pytest.mark.slow

OTHERS = {
    "inverse square root": "z / torch.sqrt(1 + z * z)",
    "cube": "torch.tanh(z) ** 3",
    "gaussian": "torch.exp(-z * z)",
    "arctangent of height one": "torch.atan(z) * 0.6366",
    "threshold": "F.threshold(z, 0.1, 0.0)",
    "threshold that no ordinary sum reaches": "F.threshold(z, 2.0, 0.0)",
    "of one unit in three": "torch.stack([torch.cos(z.T[0]), *(u / (1 + u * u) for u in z.T[1:])], 1)",
}
STILL_TANH = {
    "doubled": "2 * torch.tanh(z)",
    "raised": "torch.tanh(z) + 0.1",
    "clipped": "torch.tanh(z).clamp(-0.5, 0.5)",
    "positive part": "torch.relu(torch.tanh(z))",
    "magnitude": "torch.tanh(z).abs()",
    "two layers": "torch.tanh(z @ self.W_h.weight)",
    "mixed units": "torch.atan(z) + 0.1 * z.sum(1, keepdim=True)",
}


@pytest.fixture(scope="module")
def named():
    [reference] = cases(["solutions/rnn.py"])
    right = "return torch.tanh(self.W_i(x) + self.W_h(h))"
    text = reference.source.decode()
    assert text.count(right) == 1
    programs = []
    for name, formula in (OTHERS | STILL_TANH).items():
        source = text.replace(right, f"z = self.W_i(x) + self.W_h(h); return {formula}")
        programs.append(dataclasses.replace(reference, name=name, source=source.encode()))
    graded = grade_all(programs, 1, lambda *_: None)
    assert all(document["exercises"]["one_step"]["score"] < 5 for document in graded.values())
    return {name: [m["id"] for m in document["mistakes"]] for name, document in graded.items()}


@pytest.mark.parametrize("activation", OTHERS)
def test_another_function_of_the_sum_is_a_wrong_activation(named, activation) -> None:
    assert named[activation] == ["wrong-activation"]


@pytest.mark.parametrize("step", STILL_TANH)
def test_an_altered_tanh_has_no_false_name(named, step) -> None:
    assert named[step] == []
