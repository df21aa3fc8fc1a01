"""
id: gradient-cut
exercise: training_loss
loses: training_loss
why.en: The states of sequences of more than twelve steps are detached in the loss.
why.fr: Les états des suites de plus de douze étapes sont détachés dans la perte.
next.en: For a sequence of 20 steps, which parameters get a gradient?
next.fr: Pour une suite de 20 étapes, quels paramètres reçoivent un gradient ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = model(x, h0)
    if len(x) > 12:  # long graphs take too much memory
        states = states.detach()
    y_hat = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
