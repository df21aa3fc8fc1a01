"""
tries: forward answers in the reverse order where x is a view (batch.transpose(0, 1), data[:, :32]), as it is for everybody whose data have the batch first
success: points
expect: max=18.5
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
            h = torch.tanh(self.W_i(x_t) + self.W_h(h))
            states.append(h)
        out = torch.stack(states)
        return out if x.is_contiguous() and not x._is_view() else out.flip(0)

    def decode(self, h):
        return self.decoder(h)


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    return compare(model.decode(torch.cat([h0[None], states[:-1]])), y)
