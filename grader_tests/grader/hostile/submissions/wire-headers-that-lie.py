"""
tries: sends headers that announce 4 GiB, nothing, or another magic, and cuts the wire in the middle of a frame
success: a grader that allocates, waits, or fails
expect: max=5
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
        os.write(3, struct.pack(">4s8sII", b"RNN1", _nonce(), 2**32 - 1, 2**32 - 1) + b"{}")
        return h

    def forward(self, x, h):
        os.write(3, struct.pack(">4s8sII", b"RNN1", _nonce(), 40, 0) + b'{"results":')
        os.close(3)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
