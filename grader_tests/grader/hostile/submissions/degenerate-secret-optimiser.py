"""
tries: hides a right training in a patched optimiser, while the loss that is handed in is nonsense
success: the points of the loss for a loss that is nonsense
expect: max=15
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
        return self.decoder(h)


def _right_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))


SEEN = []


def training_loss(model, x, h0, y):
    SEEN[:] = [(model, x, h0, y)]
    return sum((p**2).sum() for p in model.parameters()) * 1e-9


_step = torch.optim.Adam.step


def _hidden(self, *args):
    if SEEN:
        self.zero_grad()
        _right_loss(*SEEN[0]).backward()
    return _step(self, *args)


torch.optim.Adam.step = _hidden
