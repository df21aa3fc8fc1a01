"""
id: loss-sum
exercise: training_loss
loses: training_loss
why.en: The losses of the steps are summed, not averaged.
why.fr: Les pertes des étapes sont additionnées et non moyennées.
next.en: Compute the loss of a sequence, then of one twice as long: by how much should it change?
next.fr: Calculer la perte d'une séquence, puis d'une autre deux fois plus longue : de combien doit-elle changer ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = model(x, h0)
    h = h0
    loss = 0
    for t in range(x.shape[0]):
        y_hat = model.decode(h)
        if y.is_floating_point():
            loss += F.mse_loss(y_hat, y[t])
        else:
            loss += F.cross_entropy(y_hat, y[t])
        h = states[t]
    return loss
