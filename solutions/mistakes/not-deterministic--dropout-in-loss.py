"""
id: not-deterministic
exercise: training_loss
loses: training_loss
why.en: Two equal calls give two different answers: something is drawn at random in the computation.
why.fr: Deux appels identiques donnent deux résultats différents : quelque chose est tiré au hasard dans le calcul.
next.en: Call it twice with the same arguments: where does the difference come from?
next.fr: Appeler deux fois avec les mêmes arguments : d'où vient la différence ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    y_hat = model.decode(F.dropout(states, 0.1))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
