"""
tries: patches how values are packed so that wrong answers leave with the right shape, dtype and finite numbers
success: points for anything but the shape
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import sys


values = sys.modules["guest.values"]


def _tensor(self, value):
    return {"kind": "tensor", "dtype": "float64", "shape": [2, 5], "requires_grad": True, "array": self.add(torch.zeros(2, 5, dtype=torch.float64))}


values.Packer.tensor = _tensor
values.Packer.value = lambda self, value, leaves, depth=0: leaves.append(torch.zeros(2, 5, requires_grad=True)) or _tensor(self, value)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return None

    def forward(self, x, h):
        return None

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return None
