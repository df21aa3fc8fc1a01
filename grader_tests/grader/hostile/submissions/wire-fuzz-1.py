"""
tries: damages one field of each answer at random (seed 1): drops it, changes its type, its size or a byte of the blob
success: a fault of the grader in place of a mark
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import random
import sys


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


_frames = sys.modules["guest.frames"]
_pack = _frames.pack
DICE = random.Random(1)
ODD = [None, True, -1, 0, 2**40, 1.5, 1e308, "", "\x1b[31m<b>", "tensor", [], [[]], {}, {"kind": "none"}, ["a"] * 50, [0] * 9]


def _places(value, path=()):
    yield path
    if isinstance(value, dict):
        for key in list(value):
            yield from _places(value[key], (*path, key))
    if isinstance(value, list):
        for index in range(len(value)):
            yield from _places(value[index], (*path, index))


def _damaged(nonce, message, blob=b""):
    if DICE.random() < 0.5:
        path = DICE.choice(list(_places(message))[1:])
        owner = message
        for key in path[:-1]:
            owner = owner[key]
        if DICE.random() < 0.3:
            del owner[path[-1]]
        else:
            owner[path[-1]] = DICE.choice(ODD)
    elif blob and DICE.random() < 0.5:
        blob = bytearray(blob)
        blob[DICE.randrange(len(blob))] ^= 1 << DICE.randrange(8)
        if DICE.random() < 0.3:
            blob = blob[: DICE.randrange(len(blob))]
        blob = bytes(blob)
    return _pack(nonce, message, blob)


_frames.pack = _damaged
