"""
tries: patches building.parameters to show plain tensors that the optimiser never sees
success: points for training weights that no optimiser sees
expect: max=15.5
"""

import torch
import torch.nn.functional as F
from torch import nn

import sys
b = sys.modules["guest.building"]
b.parameters = lambda model: {k: v for k, v in vars(model).items() if isinstance(v, torch.Tensor)}


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.__dict__["a"] = torch.randn(latent, dim, requires_grad=True)
        self.__dict__["b"] = torch.randn(latent, latent, requires_grad=True)
        self.__dict__["c"] = torch.randn(latent, requires_grad=True)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(x @ self.__dict__['a'].T + h @ self.__dict__['b'].T + self.__dict__['c'])

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
