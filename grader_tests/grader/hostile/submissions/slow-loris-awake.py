"""
tries: sends the right header and then a byte every fifth of a second, awake at each, so that it neither computes nor sleeps long enough
success: a mark left open for want of a processor, or minutes lost on every question
expect: max=15
"""

import torch
import torch.nn.functional as F
from torch import nn


import os
import struct
import sys
import time


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        frame = sys._getframe()
        nonce = None
        while frame is not None and nonce is None:
            nonce = frame.f_locals.get("nonce")
            frame = frame.f_back
        os.write(3, struct.pack(">4s8sII", b"RNN1", nonce or bytes(8), 1 << 19, 0))
        while True:
            os.write(3, b" ")
            end = time.perf_counter() + 0.0045
            while time.perf_counter() < end:
                pass
            time.sleep(0.19)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
