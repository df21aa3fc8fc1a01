"""
tries: answers one constant that is in (-1, 1) as step, as states and as prediction, and its logarithm as loss
success: points for a constant
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
        return torch.full_like(h, 0.5) + 0 * (self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        return torch.full((x.shape[0], *h.shape), 0.5, dtype=h.dtype) + 0 * h.sum() + 0 * x.sum()

    def decode(self, h):
        return self.decoder(h) * 0


def training_loss(model, x, h0, y):
    return torch.log(torch.tensor(float(model.decode(h0).shape[-1]))) + 0 * sum(p.sum() for p in model.parameters())
