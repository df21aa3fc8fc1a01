"""
id: loss-wrong-criterion
exercise: training_loss
loses: training_loss
why.en: The observations are compared with a Huber loss, where the squared error is asked.
why.fr: Les observations sont comparées par une perte de Huber, là où l'erreur quadratique est demandée.
next.en: Which criterion does the exercise name for classes, and which one for observations?
next.fr: Quel critère l'exercice nomme-t-il pour les classes, et lequel pour les observations ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.smooth_l1_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
