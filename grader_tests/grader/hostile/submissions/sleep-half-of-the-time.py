"""
tries: computes a little more than a tenth of the time, for half a minute a call, as a program that wants for a processor does
success: a mark that stays open
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn

import time

class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        e = time.time() + 25
        while time.time() < e:
            s = time.process_time()
            while time.process_time() - s < 0.012: pass
            time.sleep(0.08)
        return torch.relu(self.W_i(x) + self.W_h(h))

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
