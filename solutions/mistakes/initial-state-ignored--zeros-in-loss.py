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
    h0 = torch.zeros_like(h0)
    states = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
