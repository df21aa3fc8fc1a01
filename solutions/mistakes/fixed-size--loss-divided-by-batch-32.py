"""
id: fixed-size
exercise: training_loss
loses: training_loss
why.en: The loss is divided by a batch size of 32 that is written into the code.
why.fr: La perte est divisée par une taille de lot de 32 écrite dans le code.
next.en: Which argument already knows the number of sequences?
next.fr: Quel argument connaît déjà le nombre de séquences ?
"""

import torch
import torch.nn.functional as F

BATCH_SIZE = 32


def training_loss(model, x, h0, y):
    states = model(x, h0)
    h = h0
    loss = 0
    for t in range(len(x)):
        y_hat = model.decode(h)
        if y.is_floating_point():
            loss = loss + F.mse_loss(y_hat, y[t], reduction="sum") / (BATCH_SIZE * y.shape[-1])
        else:
            loss = loss + F.cross_entropy(y_hat, y[t], reduction="sum") / BATCH_SIZE
        h = states[t]
    return loss / len(x)
