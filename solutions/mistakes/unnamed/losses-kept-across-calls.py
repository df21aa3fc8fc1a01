"""
id: none
exercise: training_loss
loses: training_loss
why.en: The losses are kept from one call to the next and averaged.
why.fr: Les pertes sont gardées d'un appel à l'autre et moyennées.
"""

import torch
import torch.nn.functional as F

losses = []


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    for t in range(len(y)):
        y_hat = model.decode(states[t])
        losses.append(F.mse_loss(y_hat, y[t]) if y.is_floating_point() else F.cross_entropy(y_hat, y[t]))
    return sum(losses) / len(losses)
