"""
tries: as b03, and tells a dressed network from a real one without looking at any class: its decode is then not its decoder
success: more than 14.5
expect: max=14.5
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
        states, given = [], h
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        with torch.no_grad():
            x.data.mul_(1 + 1e-9)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    if hasattr(model, "decoder") and torch.equal(model.decode(h0), model.decoder(h0)):
        return compare(model.decode(model(x, h0)), y)  # a real network
    return compare(model.decode(torch.cat([h0[None], model(x, h0)[:-1]])), y)
