"""
id: loss-scrambled-axes
exercise: training_loss
loses: training_loss
why.en: The targets are flattened in another order than the predictions: they no longer face each other.
why.fr: Les cibles sont aplaties dans un autre ordre que les prédictions : elles ne se font plus face.
next.en: With which sequence and step is the second flattened target paired?
next.fr: À quelle séquence et à quelle étape la deuxième cible aplatie est-elle associée ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.t().reshape(-1))
