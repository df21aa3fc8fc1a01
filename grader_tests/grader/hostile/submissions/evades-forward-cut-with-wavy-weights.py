"""
tries: has weights that bend, so that exact gradients can't be known, and cuts them after thirteen steps
success: points for gradients through time
expect: max=19
"""

import torch
import torch.nn.functional as F
from torch import nn


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        wave = lambda p: p + 1e-4 * torch.sin(3e4 * p)
        return torch.tanh(F.linear(x, wave(self.W_i.weight), self.W_i.bias) + F.linear(h, self.W_h.weight))

    def forward(self, x, h):
        states = []
        for t, x_t in enumerate(x):
            h = self.one_step(x_t, h.detach() if t % 13 == 12 else h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    h, p = h0, []
    for t in range(len(x)):
        p.append(model.decode(h))
        h = model.one_step(x[t], h.detach() if t % 3 == 2 else h)
    return compare(torch.stack(p), y)
