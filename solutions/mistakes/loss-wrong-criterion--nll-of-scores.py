"""
id: loss-wrong-criterion
exercise: training_loss
loses: training_loss
why.en: Classes: nll_loss is given the scores themselves, where it expects their logarithms of probabilities.
why.fr: Classes : nll_loss reçoit les scores eux-mêmes, là où elle attend des logarithmes de probabilités.
next.en: What does nll_loss expect of its first argument, and what does decode return?
next.fr: Qu'attend nll_loss de son premier argument, et que renvoie decode ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    criterion = F.mse_loss if y.is_floating_point() else F.nll_loss
    return criterion(y_hat.flatten(0, 1), y.flatten(0, 1))
