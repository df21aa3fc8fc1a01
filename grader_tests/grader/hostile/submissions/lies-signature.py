"""
tries: gives its constructor a signature that lies: a hostile __signature__, defaults that raise, 10,000 arguments
success: a grader that fails while it reads the signature
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import inspect


class RNN(nn.Module):
    class Name(str):
        def lower(self):
            raise SystemExit(0)

    def __init__(self, *args, **kwargs):
        super().__init__()
        dim, latent, output = list(args)[:3] or list(kwargs.values())[:3]
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    __signature__ = inspect.Signature([inspect.Parameter("a%d" % i, inspect.Parameter.KEYWORD_ONLY) for i in range(10_000)])

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

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
