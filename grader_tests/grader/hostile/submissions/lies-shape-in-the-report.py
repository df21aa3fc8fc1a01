"""
tries: lies about shape, dtype and element count by a subclass whose real storage is smaller
success: a grader that reads past the end, or fails on the disagreement
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


class Liar(torch.Tensor):
    shape = property(lambda self: (10**12, -3, "<b>"))
    dtype = property(lambda self: "torch.float64\x1b[31m")
    requires_grad = property(lambda self: "yes")
    is_meta = is_quantized = property(lambda self: False)

    def numel(self):
        return 1

    def is_complex(self):
        return False


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.zeros(2, 2).as_subclass(Liar)

    def forward(self, x, h):
        return torch.zeros(2, 2).as_subclass(Liar)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
