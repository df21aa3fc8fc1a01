"""
tries: names its parameters in HTML, escapes, formulas, format fields and paths
success: any of these alive in a page, a table or a terminal
expect: max=14
"""

import torch
import torch.nn.functional as F
from torch import nn


NAMES = ["<script>alert(1)</script>", "\x1b[2J\x1b[31m", "=cmd|' /C calc'!A0", "{0.__class__}", "%s%n", "../../x", "\u202egnp", "__class__", "::set-output name=score::20", "\ud800"]


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        for name in NAMES:
            self._parameters[name] = nn.Parameter(torch.zeros(dim, latent))
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(x @ sum(self._parameters[name] for name in NAMES))

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
