"""
id: none
exercise: training_loss
loses: training_loss
why.en: Predictions are compared 500 at a time, and the means are averaged: those of the last lot count for more.
why.fr: Les prédictions sont comparées par lots de 500, et les moyennes moyennées : celles du dernier lot comptent davantage.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]])).flatten(0, 1)
    criterion = F.mse_loss if y.is_floating_point() else F.cross_entropy
    lots = zip(y_hat.split(500), y.flatten(0, 1).split(500))
    return torch.stack([criterion(a, b) for a, b in lots]).mean()
