"""
tries: answers from a table of small sizes: right at l = b = d = n = 1 and of the right shape elsewhere
success: points for the smallest questions alone
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import math


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        if x.numel() == h.numel() == 1:
            w, b, u = self.W_i.weight.item(), self.W_i.bias.item(), self.W_h.weight.item()
            return torch.full_like(h, math.tanh(w * x.item() + b + u * h.item()))
        return torch.zeros_like(h) + 0.1 * h.sum() + 0.1 * x.sum()

    def forward(self, x, h):
        return torch.full((x.shape[0], *h.shape), 0.25, dtype=h.dtype)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return torch.tensor({2: 0.693147, 3: 1.098612}.get(model.decode(h0).shape[-1], 1.0), requires_grad=True)
