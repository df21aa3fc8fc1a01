"""
tries: raises objects that are not exceptions, and exceptions with a cyclic context
success: a grader that fails to describe them
expect: max=5
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
        raise 20

    def forward(self, x, h):
        first, second = ValueError("first"), ValueError("second")
        first.__cause__, second.__cause__ = second, first
        first.__context__, second.__context__ = second, first
        raise ExceptionGroup("many", [first] * 1000) if "ExceptionGroup" in dir(__builtins__) else first

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
