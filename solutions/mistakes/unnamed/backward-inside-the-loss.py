"""
id: none
exercise: training_loss
loses: training_loss
why.en: The loss back-propagates itself, so that a training adds every gradient twice.
why.fr: La perte rétropropage elle-même, si bien qu'un entraînement ajoute deux fois chaque gradient.
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    predictions = model.decode(states)
    if y.is_floating_point():
        loss = F.mse_loss(predictions, y)
    else:
        loss = F.cross_entropy(predictions.flatten(0, 1), y.flatten())
    if torch.is_grad_enabled():
        loss.backward(retain_graph=True)
    return loss
