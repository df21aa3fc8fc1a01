"""
tries: answers lists that grow while they are read and tuples whose length is 2**60
success: minutes or memory lost in packing
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn


class Growing(list):
    def __iter__(self):
        while True:
            yield torch.zeros(1)

    def __len__(self):
        return 2**60


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        return Growing([torch.zeros(1)])

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return Growing()
