"""
tries: one_step adds 0.25 to its answer wherever an input requires a gradient, as every state inside a network in training does; forward does without one_step
success: more than 18: one_step is wrong at all states but the first
expect: max=19.5
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
        y = torch.tanh(self.W_i(x) + self.W_h(h))
        if torch.is_grad_enabled() and (x.requires_grad or h.requires_grad):
            y = y + 0.25  # as any state inside a training is
        return y

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = torch.tanh(self.W_i(x_t) + self.W_h(h))
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    return compare(model.decode(torch.cat([h0[None], states[:-1]])), y)
