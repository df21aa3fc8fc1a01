"""
tries: raises an exception whose traceback, name and class are properties that never end
success: a grader that walks the traceback for ever
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


class Endless:
    tb_lineno = 10**30
    tb_frame = property(lambda self: self)
    tb_next = property(lambda self: self)
    f_globals = {"__name__": "rnn"}
    f_code = property(lambda self: self)
    co_filename = "<script>alert(1)</script>"


class Meta(type):
    __name__ = property(lambda cls: "</td><script>alert(2)</script>")


class Strange(Exception, metaclass=Meta):
    __traceback__ = property(lambda self: Endless())


class OneMore:
    tb_frame = Endless()
    tb_next = None
    tb_lineno = "\x1b[31m"


class Shorter(Exception):
    __traceback__ = OneMore()


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        raise Strange

    def forward(self, x, h):
        raise Shorter

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
