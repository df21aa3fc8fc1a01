"""
id: loss-scrambled-axes
exercise: training_loss
loses: training_loss
why.en: The predictions are transposed before they are flattened, the targets are not.
why.fr: Les prédictions sont transposées avant d'être aplaties, les cibles ne le sont pas.
next.en: For l = 2 and b = 3, which target faces the second prediction?
next.fr: Pour l = 2 et b = 3, quelle cible fait face à la deuxième prédiction ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    y_hat = y_hat.transpose(0, 1).flatten(0, 1)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y.flatten(0, 1))
    return F.cross_entropy(y_hat, y.flatten())
