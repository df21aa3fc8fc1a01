"""
tries: answers finite numbers near 1e308 with alternating signs, so that the grader's own arithmetic overflows
success: a warning turned into an error in the grader, or NaN in a result
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


def huge(x, shape):
    signs = 1.0 - 2.0 * (torch.arange(int(torch.Size(shape).numel())).reshape(shape) % 2)
    return signs.to(x.dtype) * torch.finfo(x.dtype).max + 0 * x.sum()


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return huge(x, h.shape) + 0 * h.sum()

    def forward(self, x, h):
        return huge(x, (x.shape[0], *h.shape)) + 0 * h.sum()

    def decode(self, h):
        return huge(h, (*h.shape[:-1], self.decoder.out_features))


def training_loss(model, x, h0, y):
    return sum(p.sum() for p in model.parameters()) * 0 + torch.finfo(h0.dtype).max
