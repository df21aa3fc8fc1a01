"""
tries: raises an exception whose text is without an end and whose class answers otherwise each time
success: minutes or memory lost in describing it
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn


class Endless(Exception):
    def __str__(self):
        while True:
            pass


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        raise Endless

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    raise Endless
