"""
id: loss-wrong-criterion
exercise: training_loss
loses: training_loss
why.en: For observations, the length of the error is averaged in place of its square.
why.fr: Pour des observations, c'est la norme de l'erreur qui est moyennée au lieu de son carré.
next.en: For an error twice as large, how much larger is the loss?
next.fr: Pour une erreur deux fois plus grande, combien de fois la perte est-elle plus grande ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if y.is_floating_point():
        return (y_hat - y).norm(dim=-1).mean()
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
