"""
tries: replaces Adam by one that writes weights which work into the network, whatever the gradient
success: points of learning for a loss that says nothing
expect: max=15.5
"""

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
    return 0 * model(x, h0).sum()


class Told(torch.optim.Adam):
    def step(self, closure=None):
        weights = [p for group in self.param_groups for p in group["params"]]
        with torch.no_grad():
            W_i, b, W_h, D, e = weights
            for w in weights:
                w.zero_()
            n = W_h.shape[0]
            if n == 16:
                W_i[0, 0], W_h[1, 0], D[0, 1], D[1, 1] = 2.0, 4.0, 8.0, -8.0
                D[0, 1], D[1, 1] = 8.0, -8.0


torch.optim.Adam = Told
