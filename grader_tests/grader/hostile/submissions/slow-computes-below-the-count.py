"""
tries: answers every question rightly after computing for 0.95 s
success: minutes lost on one student
expect: max=20
"""

import time

import torch
import torch.nn.functional as F
from torch import nn


def burn():
    end = time.process_time() + 0.95
    while time.process_time() < end:
        pass


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        burn()
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        burn()
        states = []
        for t in range(x.shape[0]):
            h = torch.tanh(self.W_i(x[t]) + self.W_h(h))
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        burn()
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
