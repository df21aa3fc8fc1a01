"""
id: loss-scrambled-axes
exercise: training_loss
loses: training_loss
why.en: view(o, -1) puts numbers of several predictions into one row: its transpose has not one prediction in a row.
why.fr: view(o, -1) met dans une ligne des nombres de plusieurs prédictions : sa transposée n'a pas une prédiction par ligne.
next.en: Give each number of a (2, 3) tensor its own value: what do view(3, 2) and the transpose give?
next.fr: Donner une valeur différente à chaque nombre d'un tenseur (2, 3) : que donnent view(3, 2) et la transposée ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.view(y_hat.shape[-1], -1).t(), y.flatten())
