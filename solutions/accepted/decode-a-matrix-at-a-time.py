"""Right: decode takes matrices alone, and the loss gives it one for each step."""

import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.W_o = nn.Parameter(torch.randn(latent, output) / latent**0.5)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return torch.mm(h, self.W_o)


def training_loss(model, x, h0, y):
    total = 0.0
    for previous, target in zip([h0, *model(x, h0)[:-1]], y):
        criterion = F.mse_loss if target.is_floating_point() else F.cross_entropy
        total = total + criterion(model.decode(previous), target)
    return total / len(y)
