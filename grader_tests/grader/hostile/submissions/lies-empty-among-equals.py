"""
tries: answers with nothing, at random, where equal calls are compared, and with wrong gradients, so that they are
success: the comparison fails in the grader, and the mark stays open
expect: max=19
"""

import torch
import torch.nn.functional as F
from torch import nn

import os


class Other(torch.autograd.Function):
    @staticmethod
    def forward(ctx, h):
        return h.clone()

    @staticmethod
    def backward(ctx, g):
        return 1.5 * g


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
            h = Other.apply(self.one_step(x[t], h))
            states.append(h)
        if len(states) == 12 and not x.requires_grad and os.urandom(1)[0] < 60:
            return torch.stack(states)[:0]
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
