"""
tries: returns losses that are consistent with lies of its own: zero states, a constant decoder, zero times everything
success: points for a loss that cannot be learnt from
expect: max=10
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
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h * 0) * 0


def training_loss(model, x, h0, y):
    y_hat = model.decode(model(x, h0)) * 0
    if y.is_floating_point():
        return ((y_hat - y * 0) ** 2).mean()
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten() * 0) * 0
