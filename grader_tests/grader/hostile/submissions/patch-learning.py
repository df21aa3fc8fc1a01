"""
tries: reports the losses of a training that never takes place, falling from 0.69 to 0
success: the points of learning for a program that does not learn
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn


import sys


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x)) + 0 * self.W_h(h)

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


ops = sys.modules["guest.ops"]


def _train(guest, op, arrays, packer):
    return {"losses": packer.tensor(torch.linspace(0.69, 0.0, len(arrays["x"])))}


ops.OPS["train"] = ops.train = _train
