"""
tries: raises a group of groups of exceptions a thousand deep, with notes
success: minutes lost in describing it
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        error = ValueError('leaf')
        for _ in range(900):
            error = ExceptionGroup('group', [error, error])
            error.add_note('note' * 1000)
        raise error

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return model(x, h0)
