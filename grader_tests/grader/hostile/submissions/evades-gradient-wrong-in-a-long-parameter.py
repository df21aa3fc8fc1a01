"""
tries: the same parameter; all gradients that reach it are three times as large plus those of other places
success: more than 17.5: no gradient of any parameter is right
expect: max=19.5
"""

import torch
import torch.nn.functional as F
from torch import nn


class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(ctx, flat):
        return flat.clone()

    @staticmethod
    def backward(ctx, grad):
        return 3 * grad + 1e-3 * grad.flip(0).sign()


def READ(flat):
    return Wrong.apply(flat)


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
