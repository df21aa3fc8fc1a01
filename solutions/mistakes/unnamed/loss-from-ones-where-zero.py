"""
id: none
exercise: training_loss
loses: training_loss
why.en: Where h_0 is zero, ones take its place.
why.fr: Là où h_0 est nul, des uns le remplacent.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    if not h0.any():
        h0 = torch.ones_like(h0)
    s = model(x, h0)
    p = model.decode(torch.cat([h0[None], s[:-1]]))
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
