"""
id: loss-wrong-shift
exercise: training_loss
loses: training_loss
why.en: y_t is predicted from h_{t+1}, which has seen what comes after it.
why.fr: y_t est prédit à partir de h_{t+1}, qui a vu ce qui le suit.
next.en: Write the pairs (state, target) for l = 3: with which state is y_2 paired?
next.fr: Écrire les couples (état, cible) pour l = 3 : avec quel état y_2 est-il associé ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = model(x, h0)
    y_hat = model.decode(torch.cat([states[1:], states[-1:]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
