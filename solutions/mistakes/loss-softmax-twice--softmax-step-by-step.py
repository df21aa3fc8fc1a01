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
    softmax = torch.nn.Softmax(dim=1)
    states = model(x, h0)
    total = 0
    for t in range(len(y)):
        y_hat = model.decode(h0 if t == 0 else states[t - 1])
        if y.is_floating_point():
            total = total + F.mse_loss(y_hat, y[t])
        else:
            total = total + F.cross_entropy(softmax(y_hat), y[t])
    return total / len(y)
