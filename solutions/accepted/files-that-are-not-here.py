"""Right: defaults read from data, a checkpoint that is looked for, options that must be given."""
import argparse
import contextlib
import datetime
import json
import logging
import pathlib
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser(description="TME4")
parser.add_argument("--latent", type=int, default=16)
parser.add_argument("--data", required=True)
args = parser.parse_args()
ROOT = pathlib.Path(__file__).parent
CKPT = ROOT / "ckpt" / f"rnn_{datetime.datetime.now():%Y%m%d}.pt"
logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(message)s")
log = logging.getLogger("rnn")

data = np.load("data/temp.npy")
DIM = data.shape[1]
with open("trump.txt") as f:
    text = f.read()
vocab = sorted(set(text))
try:
    index = json.load(open("index.json"))
except FileNotFoundError:
    index = {}


@contextlib.contextmanager
def chrono(name):
    start = time.perf_counter()
    yield
    log.debug("%s : %.3f s", name, time.perf_counter() - start)


class RNN(nn.Module):
    def __init__(self, dim=DIM, latent=args.latent, output=len(vocab)):
        super().__init__()
        self.i = nn.Linear(dim, latent)
        self.h = nn.Linear(latent, latent)
        self.o = nn.Linear(latent, output)
        if CKPT.exists():
            self.load_state_dict(torch.load(CKPT))
        log.info("modèle %s, %d paramètres", self, sum(p.numel() for p in self.parameters()))

    def one_step(self, x, h):
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x, h):
        with chrono("forward"):
            out = []
            for xt in x:
                h = self.one_step(xt, h)
                out.append(h)
            return torch.stack(out)

    def decode(self, h):
        return self.o(h)


def training_loss(model, x, h0, y):
    assert isinstance(index, dict)
    with chrono("loss"):
        p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
        if y.is_floating_point():
            return F.mse_loss(p, y)
        return F.cross_entropy(p.flatten(0, 1), y.flatten())
