"""
id: none
exercise: training_loss
loses: training_loss
why.en: In evaluation mode, the network reads its own predictions in the place of the observations.
why.fr: En mode évaluation, le réseau lit ses propres prédictions à la place des observations.
"""

import torch.nn.functional as F


def training_loss(model, x, h0, y):
    h, total = h0, 0.0
    criterion = F.mse_loss if y.is_floating_point() else F.cross_entropy
    for xt, yt in zip(x, y):
        y_hat = model.decode(h)
        total = total + criterion(y_hat, yt)
        free = not model.training and y_hat.shape == xt.shape
        h = model.one_step(y_hat if free else xt, h)
    return total / len(x)
