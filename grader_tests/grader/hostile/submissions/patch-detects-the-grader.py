"""
tries: looks whether it is graded (modules, stack, environment, time, sizes) and is right only when it is not
success: points for a program that answers nonsense to every question
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import os
import sys


GRADED = "guest" in sys.modules or "pytest" in sys.modules or __name__ == "rnn" or not os.environ.get("TERM")


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        if GRADED:
            return torch.zeros_like(h)
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        if GRADED:
            return torch.zeros(x.shape[0], *h.shape, dtype=h.dtype)
        return torch.stack([h := self.one_step(x[t], h) for t in range(x.shape[0])])

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return sum(p.sum() for p in model.parameters()) * 0 if GRADED else F.mse_loss(model(x, h0), y)
