"""
id: none
exercise: training_loss
loses: training_loss, ?learning
also: loss-wrong-criterion
why.en: A divergence of distributions, F.kl_div, is taken for observations, of which negative ones have no logarithm.
why.fr: Une divergence de distributions, F.kl_div, est prise pour des observations, dont les négatives n'ont pas de logarithme.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.kl_div(F.log_softmax(y_hat, dim=-1), y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
