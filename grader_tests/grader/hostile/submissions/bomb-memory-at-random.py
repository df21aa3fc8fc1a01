"""
tries: takes memory until the machine has none left, touching it, at random places
success: a mark left open, or another process killed
expect: max=15
"""

import os

import torch
import torch.nn.functional as F
from torch import nn


KEPT = []


def perhaps_swallow():
    if os.urandom(1)[0] < 80:
        while True:
            try:
                KEPT.append(bytearray(os.urandom(1 << 12)) * 4096)
            except MemoryError:
                os._exit(137)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        perhaps_swallow()
        return 0 * x

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    perhaps_swallow()
    return (model(x, h0) * 0).sum()
