"""
id: loss-wrong-shift
exercise: training_loss
loses: training_loss
why.en: h_0 is put in front twice: y_2 is predicted from h_0 too.
why.fr: h_0 est placé deux fois en tête : y_2 est prédit à partir de h_0 aussi.
next.en: Write the pairs (state, target) for l = 3: with which state is y_2 paired?
next.fr: Écrire les couples (état, cible) pour l = 3 : avec quel état y_2 est-il associé ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], h0[None], model(x, h0)[:-2]])[: len(x)])
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
