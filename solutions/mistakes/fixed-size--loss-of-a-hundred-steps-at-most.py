"""
id: fixed-size
exercise: training_loss
loses: training_loss
why.en: Predictions and targets beyond the hundredth step are left out.
why.fr: Les prédictions et les cibles au-delà de la centième étape sont laissées de côté.
next.en: For a sequence of 130 steps, does the loss change with the last target?
next.fr: Pour une suite de 130 étapes, la perte change-t-elle avec la dernière cible ?
"""

import torch
import torch.nn.functional as F

MAX_LEN = 100


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat, y = model.decode(states)[:MAX_LEN], y[:MAX_LEN]
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
