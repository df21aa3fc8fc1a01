"""
tries: answers with numbers of four thousand digits, 1e999 and -0 in every field of the answer
success: an exception in the grader: a mark left open
expect: max=0
"""

import json
import os
import sys

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


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))


class Json:
    loads = staticmethod(json.loads)

    @staticmethod
    def dumps(*args, **kwargs):
        return '{"results":[{"unknown_calls":' + '9' * 4000 + ',"value":{"kind":"tensor","shape":[1e999,-0],"dtype":"float64","requires_grad":1e999},"reports":[{"line":' + '7' * 4000 + ',"kind":1e999,"type":[[[]]],"cell":{"a":1e999}}],"defined":[1e999],"lazy":1e999}]}'


sys.modules["guest.frames"].json = Json
