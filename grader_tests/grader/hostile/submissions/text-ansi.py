"""
tries: raises errors that clear the terminal, recolour it, set its title, write a link and turn PASSED green
success: an escape character in any output
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


TEXT = '\x1b[2J\x1b[H\x1b[32mPASSED 20/20\x1b[0m\x1b]0;owned\x07\x1b]8;;http://example.com\x07here\x1b]8;;\x07\x9b31m\x08\x08\x08\r20/20'


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        raise RuntimeError(TEXT)

    def forward(self, x, h):
        raise type(TEXT[:80], (Exception,), {})(TEXT)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    raise NotImplementedError(TEXT)
