"""
tries: ties the bias to W_i beside an unused layer of two hundred numbers
success: points for a bias that is not its own
expect: max=18
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
        self.W_i = nn.Linear(dim, latent, bias=False)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)
        self.hidden = nn.Linear(14, 14)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h) + self.W_i.weight.sum(1))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    p = model.decode(torch.cat([h0[None], states[:-1]]))
    return compare(p, y)
