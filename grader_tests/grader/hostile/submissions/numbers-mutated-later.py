"""
tries: returns buffers that a thread and the next call go on changing after the answer
success: a recorded answer that differs from the judged one, or torn reads that crash
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import threading
import time

KEPT = []


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        y = torch.tanh(self.W_i(x) + self.W_h(h))
        KEPT.append(y.data)
        return y

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


def _change():
    while True:
        for kept in list(KEPT):
            kept.mul_(-1.0)
            kept.resize_(0) if time.monotonic() % 1 > 0.99 else None
        time.sleep(0.001)


threading.Thread(target=_change, daemon=True).start()
