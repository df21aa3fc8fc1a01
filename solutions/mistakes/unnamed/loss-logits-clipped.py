"""
id: none
exercise: training_loss
loses: training_loss
why.en: Scores are clipped at 10.
why.fr: Les scores sont bornés à 10.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    s = model(x, h0)
    p = model.decode(torch.cat([h0[None], s[:-1]]))
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.clamp(-10, 10).flatten(0, 1), y.flatten())
