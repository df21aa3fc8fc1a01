"""
id: loss-sum
exercise: training_loss
loses: training_loss
why.en: The losses are summed over steps, sequences or components, not averaged.
why.fr: Les pertes sont sommées sur les étapes, les séquences ou les composantes, et non moyennées.
next.en: Compute the loss of one sequence alone, then of two copies of it: should it change?
next.fr: Calculer la perte d'une séquence seule, puis de deux copies de celle-ci : doit-elle changer ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y, reduction="sum") / y.shape[-1]
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten(), reduction="sum")
