"""
tries: has a step whose gradient is one per cent off, so that cuts in forward are looked for by differences
success: points for gradients through time
expect: max=18.5
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
        y = torch.tanh(self.W_i(x) + self.W_h(h))
        return 0.99 * y + 0.01 * y.detach()

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
