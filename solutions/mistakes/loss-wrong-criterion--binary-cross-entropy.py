"""
id: loss-wrong-criterion
exercise: training_loss
loses: training_loss
why.en: The classes are compared with a binary cross entropy on one-hot vectors, where the cross entropy is asked.
why.fr: Les classes sont comparées par une entropie croisée binaire sur des vecteurs one-hot, là où l'entropie croisée est demandée.
next.en: Which criterion does the exercise name for classes, and which one for observations?
next.fr: Quel critère l'exercice nomme-t-il pour les classes, et lequel pour les observations ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.binary_cross_entropy_with_logits(y_hat, F.one_hot(y, y_hat.shape[-1]).float())
