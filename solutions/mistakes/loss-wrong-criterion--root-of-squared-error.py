"""
id: loss-wrong-criterion
exercise: training_loss
loses: training_loss
why.en: The square root of the mean squared error is returned.
why.fr: La racine carrée de l'erreur quadratique moyenne est renvoyée.
next.en: Double all errors: by how much should the loss grow?
next.fr: Doubler toutes les erreurs : de combien la perte doit-elle croître ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return torch.sqrt(F.mse_loss(y_hat, y))
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
