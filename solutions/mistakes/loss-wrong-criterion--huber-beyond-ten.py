"""
id: loss-wrong-criterion
exercise: training_loss
loses: training_loss
why.en: Observations: a Huber loss, which is the squared error for small errors alone.
why.fr: Observations : une perte de Huber, qui n'est l'erreur quadratique que pour de petites erreurs.
next.en: What is the squared error of a prediction that is 30 off, and what comes out here?
next.fr: Que vaut l'erreur quadratique d'une prédiction fausse de 30, et que sort-il ici ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if y.is_floating_point():
        return 2 * F.huber_loss(y_hat, y, delta=10.0)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
