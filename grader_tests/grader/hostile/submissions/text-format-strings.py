"""
tries: raises errors and returns types that are format strings, template tags, markdown and rich markup
success: a template that is evaluated: 49, an object's address, bold red in the terminal
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


TEXT = '{0.__class__.__mro__} {function!r} {} {{}} %s %(x)s %n ${HOME} `id` $(id) [bold red]PASSED[/] [link=http://example.com]x[/link] ![x](http://example.com/x.png) {{ config }} {% for x in y %} #{1} <%= 7 %>'


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
