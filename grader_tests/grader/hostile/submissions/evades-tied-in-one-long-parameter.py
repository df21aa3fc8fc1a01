"""
tries: one parameter of 8,000 numbers holds the whole network, so that it counts as too large to be moved (MOST_NUMBERS): the bias is tied to W_h and W_i, and W_h is clipped
success: more than 18
expect: max=18
"""

import torch
import torch.nn.functional as F
from torch import nn


def READ(flat):
    return flat


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.d, self.n, self.o = dim, latent, output
        self.flat = nn.Parameter(0.3 * torch.randn(8000))  # far more than is needed

    def weights(self):
        d, n, o = self.d, self.n, self.o
        flat = READ(self.flat)
        a, b, c, e, f = flat[: n * (d + n + 1 + o) + o].split([n * d, n * n, n, n * o, o])
        return a.view(n, d), b.view(n, n), c, e.view(o, n), f

    def one_step(self, x, h):
        W_i, W_h, _, _, _ = self.weights()
        W_h = torch.clamp(W_h, -1.5, 1.5)
        return torch.tanh(x @ W_i.T + h @ W_h.T + 2 * W_h[:, 0] - W_i[:, -1])

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return h @ self.weights()[3].T + self.weights()[4]


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    return compare(model.decode(torch.cat([h0[None], states[:-1]])), y)
