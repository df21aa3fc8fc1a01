"""
id: loss-sum
exercise: training_loss
loses: training_loss
why.en: The losses of all steps, sequences and components are summed, not averaged.
why.fr: Les pertes de toutes les étapes, séquences et composantes sont additionnées et non moyennées.
next.en: Compute the loss of one sequence alone, then of two copies of it: should it change?
next.fr: Calculer la perte d'une séquence seule, puis de deux copies de celle-ci : doit-elle changer ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return torch.sum((y_hat - y) ** 2)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten(), reduction="sum")
