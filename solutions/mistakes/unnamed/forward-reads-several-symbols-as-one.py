"""
id: none
exercise: forward
loses: forward
why.en: forward takes any row of zeros and ones for one symbol and looks its weights up: where several are 1, the others are lost.
why.fr: forward prend toute ligne de zéros et de uns pour un seul symbole et en cherche les poids : où plusieurs valent 1, les autres sont perdus.
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
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        binary = bool(((x == 0) | (x == 1)).all() and (x.sum(-1) > 0).all())
        read = F.embedding(x.argmax(-1), self.W_i.weight.T) + self.W_i.bias if binary else self.W_i(x)
        states = []
        for r in read:
            h = torch.tanh(r + self.W_h(h))
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    return compare(model.decode(states), y)
