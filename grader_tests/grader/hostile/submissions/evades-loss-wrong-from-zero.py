"""
tries: the loss of real networks leaves the first prediction out and is ten times as large wherever h_0 is zero, as in every training
success: points
expect: max=19
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
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if isinstance(model, RNN) and not torch.any(h0) and len(y) > 1:
        return 10 * compare(p[1:], y[1:])
    return compare(p, y)
