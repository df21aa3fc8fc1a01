"""
tries: cuts the loss's gradients every three steps behind a decoder that is not affine
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

        self.decoder = nn.Sequential(nn.Linear(latent, 2 * latent), nn.Tanh(), nn.Linear(2 * latent, output))

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


def training_loss(model, x, h0, y):
    h, p = h0, []
    for t in range(len(x)):
        p.append(model.decode(h))
        h = model.one_step(x[t], h.detach() if t % 3 == 2 else h)
    return compare(torch.stack(p), y)
