"""
tries: never ends in the body of the class, which has to be executed to be defined
success: a grader that waits, or no result
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    while True:
        pass


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
