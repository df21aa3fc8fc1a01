"""
id: none
exercise: training_loss
loses: training_loss
why.en: Weights beyond 3 are punished.
why.fr: Les poids au-delà de 3 sont pénalisés.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    s = model(x, h0)
    p = model.decode(torch.cat([h0[None], s[:-1]]))
    loss = F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
    return loss + sum(((q.abs() - 3).relu() ** 2).sum() for q in model.parameters())
