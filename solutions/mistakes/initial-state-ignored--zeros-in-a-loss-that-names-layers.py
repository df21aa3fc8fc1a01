"""
id: initial-state-ignored
exercise: training_loss
loses: training_loss
why.en: The loss starts from zeros, whatever h_0 is.
why.fr: La perte part de zéros, quel que soit h_0.
next.en: Change h_0 alone: does the loss change?
next.fr: Changer h_0 seul : la perte change-t-elle ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    h, predictions = torch.zeros_like(h0), []
    for x_t in x:
        predictions.append(model.decoder(h))
        h = torch.tanh(model.W_i(x_t) + model.W_h(h))
    y_hat = torch.stack(predictions)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
