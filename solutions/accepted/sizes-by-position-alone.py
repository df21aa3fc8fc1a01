"""Right: sizes and arguments can be given by position alone, options by name alone."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output, /, *, activation=torch.tanh, bias=True):
        super().__init__()
        self.i = nn.Linear(dim, latent, bias)
        self.h = nn.Linear(latent, latent, bias)
        self.o = nn.Linear(latent, output)
        self.activation = activation

    def one_step(self, x, h, /):
        return self.activation(self.i(x) + self.h(h))

    def forward(self, x, h, /):
        return torch.stack([h := self.one_step(xt, h) for xt in x])

    def decode(self, h, /):
        return self.o(h)


def training_loss(model, x, h0, y, /, *, reduction="mean"):
    p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(p, y, reduction=reduction)
    return F.cross_entropy(p.flatten(0, 1), y.flatten(), reduction=reduction)
