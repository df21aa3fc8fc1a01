"""
id: loss-sum
exercise: training_loss
loses: training_loss
why.en: The losses of the sequences are summed, not averaged.
why.fr: Les pertes des séquences sont additionnées et non moyennées.
next.en: Compute the loss of one sequence alone, then of two copies of it: should it change?
next.fr: Calculer la perte d'une séquence seule, puis de deux copies de celle-ci : doit-elle changer ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    loss = 0
    for k in range(x.shape[1]):
        if y.is_floating_point():
            loss = loss + F.mse_loss(y_hat[:, k], y[:, k])
        else:
            loss = loss + F.cross_entropy(y_hat[:, k], y[:, k])
    return loss
