"""
tries: answers op results in another order and drops what raised, by a Guest.answer of its own
success: a step that raised is taken for one that answered
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn

import sys
ops = sys.modules["guest.ops"]
_answer = ops.Guest.answer
def answer(self, op, arrays, packer):
    r = _answer(self, op, arrays, packer)
    r.pop("error", None)
    r.pop("ready_made", None)
    return r or {"value": {"kind": "none"}}
ops.Guest.answer = answer


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        raise ValueError('dropped')

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
