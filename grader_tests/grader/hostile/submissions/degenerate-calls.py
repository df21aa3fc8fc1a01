"""
tries: answers with a count of its calls, so that before and after training differ
success: the points of training for weights that never move
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


CALLS = [0]


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        CALLS[0] = 0
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        CALLS[0] += 1
        return torch.sin(CALLS[0] * (1 + torch.arange(h.numel(), dtype=h.dtype).reshape(h.shape))) + 0 * self.W_h(h) + 0 * self.W_i(x)

    def forward(self, x, h):
        return torch.zeros(x.shape[0], *h.shape, dtype=h.dtype) + 0 * self.W_h(h)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return sum(p.sum() for p in model.parameters()) * 0
