"""
tries: decorates everything with functions that replace it, a metaclass with __prepare__ that lies, __class_getitem__, __init_subclass__, __set_name__ and 20,000 decorators
success: a grader that is handed other functions than it reads
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


def same(function):
    return function


class Space(dict):
    def __missing__(self, key):
        if key.startswith("__"):
            raise KeyError(key)
        return globals().get(key) or getattr(__builtins__, key, None) or __import__("builtins").__dict__[key]


class Meta(type(nn.Module)):
    @classmethod
    def __prepare__(meta, name, bases, **options):
        return Space()

    def __new__(meta, name, bases, space, **options):
        return super().__new__(meta, name, bases, dict(space))

    def __setattr__(cls, name, value):
        pass

    def __delattr__(cls, name):
        raise SystemExit(0)


@@3000 x '@same\n'@@class RNN(nn.Module, metaclass=Meta):
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
