"""Right: range comes from six, xrange from past; tqdm is given by name what it goes through; a guard has an else."""
from __future__ import print_function

from importlib.metadata import version

import torch
import torch.nn as nn
import torch.nn.functional as F
from past.builtins import xrange
from rich.progress import track
from six.moves import range, zip
from tqdm import tqdm

__version__ = version("rnn-of-my-own")
if __name__ == "__main__":
    device = torch.device(input("device? "))
    ACTIVATION = torch.tanh
else:
    ACTIVATION = torch.tanh


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super(RNN, self).__init__()
        self.i = nn.Linear(dim, latent)
        self.h = nn.Linear(latent, latent)
        self.o = nn.Linear(latent, output)
        self.to(device)

    def one_step(self, x, h):
        return ACTIVATION(self.i(x) + self.h(h))

    def forward(self, x, h):
        out = []
        for t, xt in zip(range(x.size(0)), tqdm(iterable=x, desc="steps", leave=False)):
            h = self.one_step(xt, h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.o(h)


def training_loss(model, x, h0, y):
    states, losses = torch.cat([h0[None], model(x, h0)]), []
    for t in xrange(len(x)):
        p = model.decode(states[t])
        losses.append(F.mse_loss(p, y[t]) if y.is_floating_point() else F.cross_entropy(p, y[t]))
    return sum(track(sequence=losses, description="mean")) / len(losses)
