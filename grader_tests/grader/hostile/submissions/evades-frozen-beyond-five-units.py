"""
tries: trains no weight of the units beyond the fifth
success: points for weights that are not trained
expect: max=19
"""

import torch
import torch.nn.functional as F
from torch import nn


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

        g = torch.Generator().manual_seed(1)
        self.register_buffer("fixed_i", 0.3 * torch.randn(latent, dim, generator=g, dtype=torch.float64))
        self.register_buffer("fixed_h", 0.2 * torch.randn(latent, latent, generator=g, dtype=torch.float64))

    def one_step(self, x, h):
        fixed_i, fixed_h = self.fixed_i.to(x.dtype), self.fixed_h.to(x.dtype)
        W = torch.cat([self.W_i.weight[:5], fixed_i[5:]])
        V = torch.cat([self.W_h.weight[:5], fixed_h[5:]])
        b = torch.cat([self.W_i.bias[:5], 0.1 * fixed_i[5:, 0]])
        return torch.tanh(F.linear(x, W, b) + F.linear(h, V))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    p = model.decode(torch.cat([h0[None], states[:-1]]))
    return compare(p, y)
