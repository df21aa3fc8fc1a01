"""
id: none
exercise: training_loss
loses: training_loss
why.en: In evaluation mode the loss is a root.
why.fr: En mode évaluation, la perte est une racine.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if y.is_floating_point():
        loss = F.mse_loss(y_hat, y)
    else:
        loss = F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
    return loss if model.training else loss.sqrt()
