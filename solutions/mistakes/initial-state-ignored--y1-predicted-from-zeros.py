"""
id: initial-state-ignored
exercise: training_loss
loses: training_loss
why.en: y_1 is predicted from zeros, where the definition predicts it from h_0.
why.fr: y_1 est prédit à partir de zéros, alors que la définition le prédit à partir de h_0.
next.en: From which state is y_1 predicted, when h_0 is not zero?
next.fr: À partir de quel état y_1 est-il prédit, quand h_0 n'est pas nul ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = model(x, h0)
    zero = torch.zeros(1, h0.shape[0], h0.shape[1])
    y_hat = model.decode(torch.cat([zero, states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
