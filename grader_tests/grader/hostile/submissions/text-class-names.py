"""
tries: gives its types names of a page's tags, of ANSI and of ten thousand letters
success: a tag alive in a page
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


Evil = type('<script>alert(1)</script>\x1b[2J\u202e' + 'x' * 10_000, (Exception,), {})


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        raise Evil('<img src=x onerror=alert(1)>' + '\x00\x1b]0;title\x07' * 9)

    def forward(self, x, h):
        return Evil('a')

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    raise Evil(Evil('<svg/onload=alert(1)>'))
