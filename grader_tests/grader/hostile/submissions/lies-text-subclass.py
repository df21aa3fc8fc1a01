"""
tries: raises exceptions whose text is a str subclass that lies about slices and encoding
success: a text that is not cut, or a death in the wrong place
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn

class S(str):
    def __getitem__(self, k): return S('<b>' * 10**6)
    def encode(self, *a): return b'\xff' * 10**6
    def __str__(self): return self
class E(Exception):
    def __str__(self): return S('x')


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        raise E()

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
