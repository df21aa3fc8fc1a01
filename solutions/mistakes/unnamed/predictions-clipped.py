"""
id: none
exercise: training_loss
loses: training_loss
why.en: The predictions are clipped at 3 before they are compared.
why.fr: Les prédictions sont bornées à 3 avant d'être comparées.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    y_hat = y_hat.clamp(-3, 3)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
