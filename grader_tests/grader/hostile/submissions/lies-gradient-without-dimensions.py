"""
tries: reports the gradient of x as a number without dimensions
success: an open mark
expect: max=19
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
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    y_hat = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())

import sys

_ops = sys.modules["guest.ops"]
_backward = _ops.OPS["backward"]


def forged(guest, op, arrays, packer):
    key, index, _ = op["of"][0]
    kept = guest.kept[key][index]
    report = _backward(guest, op, arrays, packer)
    if kept.dim() == 3 and kept.shape[0] > 60:
        for name in [name for name in report["grads"] if name.startswith("input:x")]:
            report["grads"][name] = packer.tensor(torch.ones((), dtype=torch.float64))
    return report


_ops.OPS["backward"] = forged
