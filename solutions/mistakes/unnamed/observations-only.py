"""
id: none
exercise: training_loss
loses: training_loss
why.en: Classes are not treated: the loss is right for observations alone.
why.fr: Les classes ne sont pas traitées : la perte n'est juste que pour des observations.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    return F.mse_loss(model.decode(states), y)
