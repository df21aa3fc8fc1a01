"""
tries: the same parameter, and a forward that cuts gradients every three steps, inputs detached: nothing is left by which gradients could be checked
success: points
expect: max=19
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
        W_i, W_h, b, _, _ = self.weights()
        return torch.tanh(x @ W_i.T + h @ W_h.T + b)

    def forward(self, x, h):
        x, h = x.detach(), h.detach()
        states = []
        for t, x_t in enumerate(x):
            h = self.one_step(x_t, h.detach() if t % 3 == 2 else h)
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
