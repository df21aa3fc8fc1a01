"""Right: an own linear layer; a class logs the states; criteria from a dictionary."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class StateLog:
    def __init__(self):
        self._states = []

    def __iadd__(self, h):
        self._states.append(h)
        return self

    def stack(self):
        return torch.stack(self._states)


class MyLinear(nn.Module):
    """Ma couche linéaire (TME 3)"""

    def __init__(self, i, o):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(o, i))
        self.bias = nn.Parameter(torch.empty(o))
        self.reset_parameters()

    def reset_parameters(self):
        bound = 1 / math.sqrt(self.weight.size(1))
        nn.init.uniform_(self.weight, -bound, bound)
        nn.init.uniform_(self.bias, -bound, bound)

    def forward(self, x):
        return x.matmul(self.weight.t()) + self.bias


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = MyLinear(dim, latent)
        self.W_h = MyLinear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def decode(self, h):
        return self.decoder(h)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        log = StateLog()
        for xt in x:
            h = self.one_step(xt, h)
            log += h
        return log.stack()


CRITERIA = {torch.int64: lambda p, y: F.cross_entropy(p.flatten(0, 1), y.flatten())}


def training_loss(model, x, h0, y):
    s = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    return CRITERIA.get(y.dtype, F.mse_loss)(model.decode(s), y)
