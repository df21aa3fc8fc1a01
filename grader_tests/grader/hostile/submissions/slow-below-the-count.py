"""
tries: answers every question rightly after sleeping for 0.6 s: no single question is slow
success: minutes lost on one student
expect: max=20
"""

import time

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
        time.sleep(0.6)
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        time.sleep(0.6)
        states = []
        for t in range(x.shape[0]):
            h = torch.tanh(self.W_i(x[t]) + self.W_h(h))
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        time.sleep(0.6)
        return self.decoder(h)


def training_loss(model, x, h0, y):
    time.sleep(0.6)
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
