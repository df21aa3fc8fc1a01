"""
id: none
exercise: training_loss
loses: training_loss
why.en: The perplexity is returned in place of the cross entropy.
why.fr: La perplexité est renvoyée à la place de l'entropie croisée.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return torch.exp(F.cross_entropy(y_hat.flatten(0, 1), y.flatten()))
