"""
tries: patches tensors.dump so that the arrays sent are those of the first answer of that shape
success: answers that repeat one another agree
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn

import sys
t = sys.modules["guest.tensors"]
_dump, SEEN = t.dump, {}
def dump(tensors):
    return _dump({k: SEEN.setdefault(tuple(v.shape), v) for k, v in tensors.items()})
t.dump = dump


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.rand_like(h) * 0.5

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
