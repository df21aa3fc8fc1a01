"""
id: none
exercise: training_loss
loses: training_loss
why.en: A loss below 0.05 is reflected.
why.fr: Une perte inférieure à 0,05 est réfléchie.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    s = model(x, h0)
    p = model.decode(torch.cat([h0[None], s[:-1]]))
    loss = F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
    return (loss - 0.05).abs() + 0.05
