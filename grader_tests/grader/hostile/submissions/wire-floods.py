"""
tries: writes without end to the wire after a right header: 64 MiB and more of what was never asked
success: a grader out of memory
expect: max=15
"""

import torch
import torch.nn.functional as F
from torch import nn


import os
import struct
import sys


def _nonce():
    frame = sys._getframe()
    while frame is not None:
        if isinstance(frame.f_locals.get("nonce"), bytes):
            return frame.f_locals["nonce"]
        frame = frame.f_back
    return bytes(8)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        os.write(3, struct.pack(">4s8sII", b"RNN1", _nonce(), 100, (64 << 20) - 1))
        while True:
            os.write(3, bytes(1 << 20))

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
