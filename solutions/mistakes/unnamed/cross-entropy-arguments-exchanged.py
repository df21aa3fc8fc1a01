"""
id: none
exercise: training_loss
loses: training_loss
why.en: cross_entropy gets the classes first and the scores second: torch has not implemented that, the student has.
why.fr: cross_entropy reçoit les classes avant les scores : c'est torch qui ne l'a pas implémenté, et non l'élève.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y.flatten(), y_hat.flatten(0, 1))
