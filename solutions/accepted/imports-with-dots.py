"""Right: a file of a package, whose imports start with dots; the package was left at home."""

import torch
import torch.nn.functional as F
from torch import nn

from . import config, logging_tools as log
from .utils import device, seed_everything
from ..common.layers import *

seed_everything(config.SEED)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.input = nn.Linear(dim, latent)
        self.state = nn.Linear(latent, latent, bias=False)
        self.output = nn.Linear(latent, output)
        log.info("built on %s", device)

    def one_step(self, x, h):
        return torch.tanh(self.input(x.to(device)) + self.state(h))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.output(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    before = torch.cat((h0.unsqueeze(0), states[:-1]))
    guess = model.decode(before)
    if y.dtype == torch.long:
        return F.cross_entropy(guess.reshape(-1, guess.size(-1)), y.reshape(-1))
    return F.mse_loss(guess, y)
