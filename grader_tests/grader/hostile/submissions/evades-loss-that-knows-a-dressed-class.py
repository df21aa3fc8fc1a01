"""
tries: gives half a point of forward away (writes to x), so that its own network counts as unsound, and tells the dressed network by its class attribute; loss unshifted for the own network, deterministic
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
            x.data.mul_(1 + 1e-9)  # overwrites its argument: half a point
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    if isinstance(model, RNN) and type(model).forward is OWN_FORWARD:
        return compare(model.decode(model(x, h0)), y)
    return compare(model.decode(torch.cat([h0[None], model(x, h0)[:-1]])), y)


OWN_FORWARD = RNN.forward
