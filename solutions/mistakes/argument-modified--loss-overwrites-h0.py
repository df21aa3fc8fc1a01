"""
id: argument-modified
exercise: training_loss
loses: training_loss
why.en: The last state is written into h_0, which belongs to the caller.
why.fr: Le dernier état est écrit dans h_0, qui appartient à l'appelant.
next.en: Is h_0 still the same after the call?
next.fr: h_0 est-il encore le même après l'appel ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    h = model(x, h0)
    y_hat = model.decode(torch.cat([h0.unsqueeze(0), h[:-1]]))
    h0.data.copy_(h[-1].data)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.transpose(1, 2), y)
