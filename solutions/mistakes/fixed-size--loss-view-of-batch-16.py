"""
id: fixed-size
exercise: training_loss
loses: training_loss
why.en: The predictions are reshaped for a batch of 16, whatever the batch is.
why.fr: Les prédictions sont remises en forme pour un lot de 16, quel que soit le lot.
next.en: Does the answer still hold with one sequence alone, and with another length?
next.fr: Le résultat tient-il encore avec une seule séquence, et avec une autre longueur ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    y_hat = model.decode(states)
    y_hat = y_hat.view(-1, 16, y_hat.shape[-1])
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.view(-1, y_hat.shape[-1]), y.view(-1))
