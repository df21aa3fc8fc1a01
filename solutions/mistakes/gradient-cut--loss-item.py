"""
id: gradient-cut
exercise: training_loss
loses: training_loss
why.en: The loss is rebuilt from Python numbers: its gradient stops there.
why.fr: La perte est reconstruite à partir de nombres Python : son gradient s'arrête là.
next.en: After backward, which parameters of the model have a gradient?
next.fr: Après backward, quels paramètres du modèle ont un gradient ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = model(x, h0)
    total = 0.0
    h = h0
    for t in range(x.shape[0]):
        y_hat = model.decode(h)
        if y.is_floating_point():
            total += F.mse_loss(y_hat, y[t]).item()
        else:
            total += F.cross_entropy(y_hat, y[t]).item()
        h = states[t]
    return torch.tensor(total / x.shape[0], requires_grad=True)
