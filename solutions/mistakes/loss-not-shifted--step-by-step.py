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
    h = h0
    loss = 0
    for t in range(x.shape[0]):
        h = model.one_step(x[t], h)
        y_hat = model.decode(h)
        if y.is_floating_point():
            loss = loss + F.mse_loss(y_hat, y[t])
        else:
            loss = loss + F.cross_entropy(y_hat, y[t])
    return loss / x.shape[0]
