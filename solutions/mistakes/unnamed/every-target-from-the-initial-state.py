"""
id: none
exercise: training_loss
loses: training_loss
why.en: Every target is predicted from h_0: the state is not carried along in the loss.
why.fr: Chaque cible est prédite à partir de h_0 : l'état n'est pas transmis dans la perte.
"""

import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(h0).expand(*y.shape[:2], -1)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
