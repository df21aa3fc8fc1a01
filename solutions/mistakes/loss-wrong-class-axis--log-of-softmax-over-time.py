"""
id: loss-wrong-class-axis
exercise: training_loss
loses: training_loss
why.en: The softmax is taken over time, where it is taken over the classes.
why.fr: Le softmax est pris selon le temps, alors qu'il se prend selon les classes.
next.en: Along which dimension do the probabilities of one prediction sum to 1?
next.fr: Selon quelle dimension les probabilités d'une prédiction ont-elles pour somme 1 ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    log_p = torch.log(torch.softmax(y_hat, dim=0))
    return F.cross_entropy(log_p.flatten(0, 1), y.flatten())
