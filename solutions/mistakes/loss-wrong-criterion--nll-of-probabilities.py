"""
id: loss-wrong-criterion
exercise: training_loss
loses: training_loss
why.en: Classes: nll_loss is given probabilities, where it expects their logarithms.
why.fr: Classes : nll_loss reçoit des probabilités, là où elle attend leurs logarithmes.
next.en: What does nll_loss expect of its first argument, and what does a softmax return?
next.fr: Qu'attend nll_loss de son premier argument, et que renvoie un softmax ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.nll_loss(y_hat.softmax(-1).flatten(0, 1), y.flatten())
