"""Students who hand in their program in several files get the marks of the program."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from lab_runs import Lab

from autograder.model import ROOT

MODEL = """import torch
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.i, self.h, self.o = nn.Linear(dim, latent), nn.Linear(latent, latent), nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.o(h)
"""
LOSS = """import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    before = torch.cat([h0[None], model(x, h0)[:-1]])
    guess = model.decode(before)
    return F.mse_loss(guess, y) if y.is_floating_point() else F.cross_entropy(guess.flatten(0, 1), y.flatten())
"""
BOTH = "from model import RNN\nfrom losses import training_loss\n"
RELU = MODEL.replace("torch.tanh", "torch.relu")
READY = MODEL.replace("self.i,", "self.cell = nn.RNNCell(dim, latent)\n        self.i,").replace(
    "torch.tanh(self.i(x) + self.h(h))", "self.cell(x, h)"
)
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 4,
        "metadata": {},
        "cells": [{**CELL, "source": "from rnn import RNN"}, {**CELL, "source": LOSS}],
    }
)
STEPS = MODEL.replace("torch.tanh(self.i(x) + self.h(h))", "step(self, x, h)")
FILES = {
    "beside/rnn.py": BOTH,
    "beside/model.py": MODEL,
    "beside/losses.py": LOSS,
    "package/rnn.py": "from .src import RNN, training_loss\nfrom . import config\n",
    "package/src/__init__.py": "from .model import RNN\nfrom .loss import training_loss\n",
    "package/src/model.py": "from ..tools import device\n" + MODEL,  # tools.py was left at home
    "package/src/loss.py": LOSS,
    "folders/code/rnn.py": "import sys\nsys.path.append('../lib')\nfrom cell import step\n" + STEPS + LOSS,
    "folders/lib/cell.py": "import torch\n\n\ndef step(model, x, h):\n    return torch.tanh(model.i(x) + model.h(h))\n",
    "notebook/rnn.ipynb": NOTEBOOK,
    "notebook/rnn.py": MODEL,
    "opened/rnn.py": "import os\nexec(open(os.path.join(os.path.dirname(__file__), 'model.py')).read())\n"
    "assert os.path.exists('losses.py')\nfrom importlib.machinery import SourceFileLoader\n"
    "training_loss = SourceFileLoader('losses', 'losses.py').load_module().training_loss\n",
    "opened/model.py": MODEL,
    "opened/losses.py": LOSS,
    "library/rnn.py": "from einops import step\n" + STEPS + LOSS,  # and not the library of that name
    "library/einops.py": "import torch\n\n\ndef step(model, x, h):\n    return torch.tanh(model.i(x) + model.h(h))\n",
    "python/rnn.py": "from code.cell import step\nimport guest, random\nrandom.seed(guest.SEED)\n"
    + STEPS
    + LOSS,
    "python/code/cell.py": "from .wave import act\n\n\n"
    "def step(model, x, h):\n    return act(model.i(x) + model.h(h))\n",
    "python/code/wave.py": "from torch import tanh as act\n",
    "python/guest.py": "SEED = 3\n",
    "python/random.py": "name = 'a file that lies about'\n",
    "listed/rnn.py": "import os\nfrom glob import glob\nfor part in glob('lib/*.py'):\n    exec(open(part).read())\n"
    "for folder, _, files in os.walk('more'):\n    for file in files:\n"
    "        exec(open(os.path.join(folder, file)).read())\n",
    "listed/lib/model.py": MODEL,
    "listed/more/losses.py": LOSS,
    "wrong/rnn.py": BOTH,
    "wrong/model.py": RELU,
    "wrong/losses.py": LOSS,
    "ready/rnn.py": BOTH,
    "ready/model.py": READY,
    "ready/losses.py": LOSS,
    "absent/rnn.py": "from cell import step\n" + STEPS + LOSS,  # and cell.py was left at home
}
SCORES = dict.fromkeys(
    ("beside", "package", "folders", "notebook", "opened", "library", "python", "listed"), 20
)
SCORES |= {"wrong": 18, "ready": 10, "absent": 10}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write each student's folder."""
    root = tmp_path_factory.mktemp("several")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def marks(out: Path) -> dict[str, float]:
    with open(out / "grades.csv", encoding="utf-8-sig", newline="") as table:
        return {row["student"]: float(row["score"]) for row in csv.DictReader(table)}


def test_each_gets_the_marks_of_the_program(lab: Lab, handed_in: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = lab("grade", handed_in, "--out", out, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert marks(out) == SCORES
    mistakes = {name: json.loads((out / "results" / f"{name}.json").read_bytes()) for name in SCORES}
    assert [m["id"] for m in mistakes["wrong"]["mistakes"]] == ["wrong-activation"]
    assert [m["id"] for m in mistakes["ready"]["mistakes"]] == ["ready-made-rnn"]
    assert mistakes["absent"]["checks"][0]["finding"] == {
        "key": "not_handed_in",
        "args": {"function": "one_step", "modules": ["cell"]},
    }

    (handed_in / "wrong" / "model.py").write_text(MODEL)  # handed in again: another program
    assert lab("grade", handed_in, "--out", out).returncode == 0
    assert marks(out) == {**SCORES, "wrong": 20}
    (handed_in / "wrong" / "model.py").write_text(RELU)


@pytest.mark.parametrize("name", ["beside", "package", "notebook", "opened", "library", "wrong"])
def test_the_self_check_agrees(handed_in: Path, name: str) -> None:
    file = "rnn.ipynb" if name == "notebook" else "rnn.py"
    done = subprocess.run(
        [sys.executable, "-m", "autograder.selfcheck", str(handed_in / name / file), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["score"] == SCORES[name]
