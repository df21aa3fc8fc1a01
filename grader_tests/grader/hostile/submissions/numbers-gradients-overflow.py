"""
tries: computes the right values with gradients that are huge, infinite, NaN or of the wrong type
success: a warning turned into an error in the grader, or points for wrong gradients
expect: max=19
"""

import torch
import torch.nn.functional as F
from torch import nn


class Wrong(torch.autograd.Function):
    calls = 0

    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        Wrong.calls += 1
        return torch.full_like(grad, (1e308, float("nan"), float("inf"), -1e308)[Wrong.calls % 4])


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return Wrong.apply(torch.tanh(self.W_i(x) + self.W_h(h)))

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
