"""
id: loss-softmax-twice
exercise: training_loss
loses: training_loss
why.en: A softmax is applied before cross_entropy, which applies its own.
why.fr: Un softmax est appliqué avant cross_entropy, qui applique le sien.
next.en: What does cross_entropy expect: scores or probabilities?
next.fr: Qu'attend cross_entropy : des scores ou des probabilités ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    p = F.softmax(y_hat, dim=-1)
    return F.cross_entropy(p.flatten(0, 1), y.flatten())
