"""
id: gradient-cut
exercise: training_loss
loses: training_loss
why.en: The state is detached before each step inside the loss: nothing is learnt about earlier steps.
why.fr: L'état est détaché avant chaque étape dans la perte : rien n'est appris sur les étapes précédentes.
next.en: Does the gradient of the loss with respect to h_0 change when x changes?
next.fr: Le gradient de la perte par rapport à h_0 change-t-il quand x change ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    h, predictions = h0, []
    for xt in x:
        predictions.append(model.decode(h))
        h = model.one_step(xt, h.detach())
    y_hat = torch.stack(predictions)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
