"""
tries: spends nine tenths of a second in each of a hundred class bodies and decorators while it is loaded, and dies at every call so that it is loaded again
success: minutes lost on one student
expect: max=5
"""

import os
import time

import torch
import torch.nn.functional as F
from torch import nn


def burn(_function):
    end = time.process_time() + 0.9
    while time.process_time() < end:
        pass
    return _function


@burn
class Slow0:
    pass


@burn
class Slow1:
    pass


@burn
class Slow2:
    pass


@burn
class Slow3:
    pass


@burn
class Slow4:
    pass


@burn
class Slow5:
    pass


@burn
class Slow6:
    pass


@burn
class Slow7:
    pass


@burn
class Slow8:
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
        os._exit(3)

    def decode(self, h):
        os._exit(3)


def training_loss(model, x, h0, y):
    os._exit(3)
