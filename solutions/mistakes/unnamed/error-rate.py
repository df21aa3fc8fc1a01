"""
id: none
exercise: training_loss
loses: training_loss
why.en: The error rate is returned, which has no gradient.
why.fr: Le taux d'erreur est renvoyé, qui n'a pas de gradient.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return 1 - (y_hat.argmax(-1) == y).float().mean() + 0 * y_hat.sum()
