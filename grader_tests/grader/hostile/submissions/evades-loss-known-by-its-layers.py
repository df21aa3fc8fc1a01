"""
tries: tells its own network by its decoder's layer, and has a loss that is not shifted there
success: points for a loss that is wrong
expect: max=14.5
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
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        out = torch.stack(states)
        return out if self.training else out.round(decimals=3)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    if hasattr(model, "decoder"):
        return compare(model.decoder(model(x, h0)), y)
    return compare(model.decode(torch.cat([h0[None], model(x, h0)[:-1]])), y)
