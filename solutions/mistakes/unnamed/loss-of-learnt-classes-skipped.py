"""
id: none
exercise: training_loss
loses: training_loss
why.en: Predictions that are right with a probability of 0.99 no longer count.
why.fr: Les prédictions justes avec une probabilité de 0,99 ne comptent plus.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    s = model(x, h0)
    p = model.decode(torch.cat([h0[None], s[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(p, y)
    terms = F.cross_entropy(p.flatten(0, 1), y.flatten(), reduction="none")
    return torch.where(terms > 0.01, terms, torch.zeros_like(terms)).mean()
