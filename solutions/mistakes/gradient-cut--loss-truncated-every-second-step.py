"""
id: gradient-cut
exercise: training_loss
loses: training_loss
why.en: The state is detached every two steps inside the loss: a term reaches one or two steps back only.
why.fr: L'état est détaché toutes les deux étapes dans la perte : un terme n'atteint qu'une ou deux étapes en arrière.
next.en: Does the gradient of the loss with respect to x_0 change when y_l changes?
next.fr: Le gradient de la perte par rapport à x_0 change-t-il quand y_l change ?
"""

import torch.nn.functional as F


def training_loss(model, x, h0, y):
    h, loss = h0, 0
    for t in range(len(x)):
        y_hat = model.decode(h)
        loss = loss + (F.mse_loss(y_hat, y[t]) if y.is_floating_point() else F.cross_entropy(y_hat, y[t]))
        h = model.one_step(x[t], h)
        if t % 2 == 1:
            h = h.detach()
    return loss / len(x)
