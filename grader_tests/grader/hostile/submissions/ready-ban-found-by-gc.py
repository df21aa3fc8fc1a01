"""
tries: unfreezes the garbage collector, finds the registrations of the ban among all objects and undoes them
success: points for what torch computes
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn

import gc

gc.unfreeze()
for _thing in gc.get_objects():
    if type(_thing) is torch.library.Library and any("rnn" in str(key) for key in getattr(_thing, "_op_impls", ())):
        _thing._destroy()


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch._VF.rnn_tanh_cell(x, h, self.W_i.weight, self.W_h.weight, self.W_i.bias, self.W_h.bias)

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
