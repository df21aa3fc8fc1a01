"""
tries: sends the answers of the next ten questions at once, with nonces of its own
success: a frame taken for the answer to another question
expect: max=3.5
"""

import os
import struct

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
        text = b'{"results":[{"value":{"kind":"none"}}]}'
        for _ in range(10):
            os.write(3, struct.pack(">4s8sII", b"RNN1", os.urandom(8), len(text), 0) + text)
        return h

    def forward(self, x, h):
        return self.one_step(x, h)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return model.one_step(x, h0)
