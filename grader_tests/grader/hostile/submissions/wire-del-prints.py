"""
tries: writes to descriptor 3 from __del__, a gc callback, a weakref and a thread, in the middle of right answers
success: bytes between two frames that are taken for an answer
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import gc
import os
import threading
import time
import weakref


class Noisy:
    def __del__(self):
        os.write(3, b"RNN1")


def _collected(phase, info):
    os.write(3, b"gc")


def _beat():
    while True:
        time.sleep(0.2)
        os.write(3, bytes(20))


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        noisy = Noisy()
        weakref.finalize(noisy, os.write, 3, b"x")
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


gc.callbacks.append(_collected)
threading.Thread(target=_beat, daemon=True).start()
