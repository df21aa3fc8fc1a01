"""
id: none
exercise: training_loss
loses: training_loss
why.en: Observations that are whole numbers are taken for classes.
why.fr: Les observations entières sont prises pour des classes.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    s = model(x, h0)
    p = model.decode(torch.cat([h0[None], s[:-1]]))
    if y.is_floating_point() and not torch.equal(y, y.round()):
        return F.mse_loss(p, y)
    if y.dim() == 3:
        y = y.argmax(-1)
    return F.cross_entropy(p.flatten(0, 1), y.flatten())
