"""
tries: makes set_default_dtype do nothing and answers in the dtype of the weather
success: an exception in the grader: a mark left open
expect: max=10
"""

import os

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
        kinds = (torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.int8, torch.bool)
        return (torch.tanh(self.W_i(x) + self.W_h(h))).to(kinds[os.urandom(1)[0] % 6])

    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))


torch.set_default_dtype = lambda dtype: None
