"""
id: loss-not-shifted
exercise: training_loss
loses: training_loss
why.en: y_t is predicted from h_t, which has already seen x_{t-1}.
why.fr: y_t est prédit à partir de h_t, qui a déjà vu x_{t-1}.
next.en: From which state is y_1 predicted?
next.fr: À partir de quel état y_1 est-il prédit ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(model(x, h0))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
