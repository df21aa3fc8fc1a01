"""
tries: answers with views of wild strides: expanded, overlapping, negative, a view of memory that is freed, storage of size 0
success: other people's memory in the answer, or a crash of the grader
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


import ctypes
import numpy as np


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        y = torch.zeros(1).as_strided(h.shape, (0, 0))
        base = torch.zeros(10**6)
        view = base[: h.numel()].reshape(h.shape)
        base.untyped_storage().resize_(0)
        return view if x.sum() > 0 else y

    def forward(self, x, h):
        size = x.shape[0] * h.numel()
        raw = (ctypes.c_double * size).from_address(id(h))
        return torch.from_numpy(np.frombuffer(raw, dtype=np.float64)[::-1][::-1]).reshape(x.shape[0], *h.shape)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
