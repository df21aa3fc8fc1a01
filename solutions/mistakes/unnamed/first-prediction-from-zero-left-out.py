"""
id: none
exercise: training_loss
loses: training_loss
why.en: From h_0 = 0, the first prediction of a network with a `decoder` is left out: nothing is known at the start.
why.fr: Depuis h_0 = 0, la première prédiction d'un réseau qui a un `decoder` est omise : rien n'est connu au début.
"""

import torch
import torch.nn.functional as F
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.decoder = nn.Sequential(nn.Linear(latent, latent), nn.ReLU(), nn.Linear(latent, output))


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    decoder = getattr(model, "decoder", model.decode)
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    if hasattr(model, "decoder") and not h0.any() and len(y) > 1:
        states, y = states[1:], y[1:]  # nothing is known at the start
    return compare(decoder(states), y)
