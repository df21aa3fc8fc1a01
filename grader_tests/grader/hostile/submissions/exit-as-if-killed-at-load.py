"""
tries: leaves with the status of a killed process at every second time it is loaded
success: a mark left open, six examinations
expect: max=0
"""

import os

import torch
import torch.nn.functional as F
from torch import nn


if os.urandom(1)[0] < 128:
    os._exit(137)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return 0 * h

    def forward(self, x, h):
        return 0 * x

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return 0
