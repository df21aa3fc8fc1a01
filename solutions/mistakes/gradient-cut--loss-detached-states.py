"""
id: gradient-cut
exercise: training_loss
loses: training_loss
why.en: The states are detached before they are decoded: the loss trains the decoder alone.
why.fr: Les états sont détachés avant d'être décodés : la perte n'entraîne que le décodeur.
next.en: After backward, which parameters of the model have a gradient?
next.fr: Après backward, quels paramètres du modèle ont un gradient ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = model(x, h0).detach()
    y_hat = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
