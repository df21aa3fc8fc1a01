"""
tries: raises messages of a thousand combining marks, of right-to-left text and of emoji in families
success: a page or terminal that is no longer readable
expect: max=10
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
        raise ValueError('a' + '\u0301' * 1000 + '\u05d0\u05d1 \u061c \U0001F468\u200d\U0001F469\u200d\U0001F467' * 50)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    raise ValueError('\ufdd0\U0010ffff\ue000' * 100)
