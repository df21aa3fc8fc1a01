"""
id: loss-scrambled-axes
exercise: training_loss
loses: training_loss
why.en: view is used where axes should be exchanged: predictions and targets no longer face each other.
why.fr: view est utilisé là où des axes devraient être échangés : prédictions et cibles ne se font plus face.
next.en: Give each number of a (2, 3) tensor its own value: what do view(3, 2) and the transpose give?
next.fr: Donner une valeur différente à chaque nombre d'un tenseur (2, 3) : que donnent view(3, 2) et la transposée ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    l, b, o = y_hat.shape
    return F.cross_entropy(y_hat.reshape(b, o, l), y.T)
