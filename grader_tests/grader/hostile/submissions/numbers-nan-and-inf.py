"""
tries: answers NaN and infinities everywhere: NaN compares as unlike everything and breaks careless tolerances
success: points by NaN, a result file that is not JSON
expect: max=0
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
        return h * float('nan')

    def forward(self, x, h):
        return torch.full((x.shape[0], *h.shape), float('inf'), dtype=h.dtype)

    def decode(self, h):
        return self.decoder(h) * float('-inf')


def training_loss(model, x, h0, y):
    return sum(p.sum() for p in model.parameters()) * float('nan')
