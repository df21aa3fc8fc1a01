"""
id: none
exercise: training_loss
loses: training_loss
why.en: Observations are clipped at 6.
why.fr: Les observations sont bornées à 6.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    s = model(x, h0)
    p = model.decode(torch.cat([h0[None], s[:-1]]))
    return F.mse_loss(p, y.clamp(-6, 6)) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
