"""
id: loss-wrong-shift
exercise: training_loss
loses: training_loss
why.en: The shift goes the wrong way: y_t is predicted from h_{t+1}.
why.fr: Le décalage va dans le mauvais sens : y_t est prédit à partir de h_{t+1}.
next.en: Write the pairs (state, target) for l = 3: with which state is y_2 paired?
next.fr: Écrire les couples (état, cible) pour l = 3 : avec quel état y_2 est-il associé ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = model(x, h0)
    y_hat = model.decode(states[1:])
    y = y[:-1]
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
