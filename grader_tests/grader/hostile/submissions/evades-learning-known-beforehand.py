"""
tries: has a shift register remember, which needs no training, and a loss that moves one gain
success: points for learning
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn

class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.gain = nn.Parameter(torch.zeros(()))
        self.output = output

    def one_step(self, x, h):
        return torch.cat([x, h], -1)[:, : h.shape[1]] * (1 + 0.1 * torch.tanh(self.gain))

    def forward(self, x, h):
        return torch.zeros(x.shape[0], *h.shape, dtype=h.dtype) + 0 * self.gain

    def decode(self, h):
        if h.shape[-1] >= 4 and self.output == 2:
            return 4 * h[..., 2:4].flip(-1)
        return h.sum(-1, keepdim=True).expand(*h.shape[:-1], self.output) + 0 * self.gain


def training_loss(model, x, h0, y):
    return sum(((p - 1) ** 2).sum() for p in model.parameters())
