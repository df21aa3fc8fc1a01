"""
tries: overrides parameters(), named_parameters(), state_dict, __setattr__ and .grad to hand out others than it uses
success: points for gradients and training that do not take place
expect: max=14
"""

import torch
import torch.nn.functional as F
from torch import nn


class Odd(nn.Parameter):
    @property
    def grad(self):
        return torch.ones(7, 7)

    @grad.setter
    def grad(self, value):
        pass


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

    def named_parameters(self, *args, **kwargs):
        yield "W", Odd(torch.randn(4, 5))
        yield "W", Odd(torch.randn(5, 4))
        yield "b", nn.Parameter(torch.randn(5))

    def parameters(self, *args, **kwargs):
        return (p for _, p in self.named_parameters())

    def to(self, *args, **kwargs):
        return self

    def train(self, *args):
        return self


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
