"""
tries: returns numbers and strings of its own classes: float, int, bool look-alikes, Decimal, numpy scalars, huge ints
success: a loss that agrees with anything
expect: max=15
"""

import torch
import torch.nn.functional as F
from torch import nn


import decimal
import numpy as np


class AnyNumber(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __eq__(self, other):
        return True

    def __float__(self):
        raise SystemExit(0)

    def __abs__(self):
        return 0.0

    __hash__ = float.__hash__


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


ANSWERS = [AnyNumber("nan"), 10**5000, True, decimal.Decimal("Infinity"), np.float64("nan"), np.float128(1), 1e308 * 10, -0.0, "0.693", 5 + 0j]


def training_loss(model, x, h0, y):
    ANSWERS.append(ANSWERS.pop(0))
    return ANSWERS[-1]
