"""
id: loss-first-prediction-missing
exercise: training_loss
loses: training_loss
why.en: The prediction of y_1 from h_0 is left out.
why.fr: La prédiction de y_1 à partir de h_0 est laissée de côté.
next.en: How many predictions enter the loss for a sequence of length l, and is y_1 among them?
next.fr: Combien de prédictions entrent dans la perte pour une séquence de longueur l, et y_1 en fait-il partie ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = model(x, h0)
    loss = 0
    for t in range(1, len(y)):
        y_hat = model.decode(states[t - 1])
        if y.is_floating_point():
            loss = loss + F.mse_loss(y_hat, y[t])
        else:
            loss = loss + F.cross_entropy(y_hat, y[t])
    return loss / (len(y) - 1)
