"""
tries: makes RNN a number, a lambda, a module or an instance of a metaclass that raises
success: a grader that fails to build a model
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


class Meta(type):
    def __call__(cls, *args, **kwargs):
        raise SystemExit("no model")

    def __getattribute__(cls, name):
        raise KeyboardInterrupt

    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True


class RNN(nn.Module, metaclass=Meta):
    pass


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
