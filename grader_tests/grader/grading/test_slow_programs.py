"""A right program that is slow at everything earns its points, the whole of learning among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lab_runs import Lab

ONE_NUMBER_AT_A_TIME = """import torch, torch.nn as nn, torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i, self.W_h = nn.Linear(dim, latent), nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        rows = []
        for i in range(len(h)):
            sums = [torch.dot(w, x[i]) for w in self.W_i.weight]
            sums = [s + torch.dot(w, h[i]) + b for s, w, b in zip(sums, self.W_h.weight, self.W_i.bias)]
            rows.append(torch.stack([torch.tanh(s) for s in sums]))
        return torch.stack(rows)

    def forward(self, x, h):
        out = []
        for x_t in x:
            h = self.one_step(x_t, h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
"""


@pytest.mark.slow
def test_loops_over_every_number_are_right(lab: Lab, tmp_path: Path) -> None:
    (tmp_path / "patient.py").write_text(ONE_NUMBER_AT_A_TIME)
    done = lab("grade", tmp_path / "patient.py", "--out", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "out" / "results" / "patient.json").read_text())
    assert result["score"] == 20
