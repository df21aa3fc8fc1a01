"""
tries: calls the ready-made cell through vmap, checkpoint and a custom function, where a ban may not follow
success: points for a ready-made layer
expect: max=10
"""

import torch.utils.checkpoint

import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)
        self.cell = nn.RNNCell(dim, latent)

    def one_step(self, x, h):
        try:
            return torch.func.vmap(lambda a, b: torch.rnn_tanh_cell(a[None], b[None], self.cell.weight_ih, self.cell.weight_hh, self.cell.bias_ih, self.cell.bias_hh)[0])(x, h)
        except BaseException:
            return torch.utils.checkpoint.checkpoint(self.cell, x, h, use_reentrant=False)

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
