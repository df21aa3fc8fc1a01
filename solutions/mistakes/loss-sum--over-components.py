"""
id: loss-sum
exercise: training_loss
loses: training_loss
why.en: The squared errors of the components are summed, not averaged.
why.fr: Les erreurs quadratiques des composantes sont additionnées et non moyennées.
next.en: Compute the loss of a prediction of one component, then of two equal components: should it change?
next.fr: Calculer la perte d'une prédiction à une composante, puis à deux composantes égales : doit-elle changer ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return ((y_hat - y) ** 2).sum(-1).mean()
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
