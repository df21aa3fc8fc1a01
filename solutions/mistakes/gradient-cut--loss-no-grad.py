"""
id: gradient-cut
exercise: training_loss
loses: training_loss
why.en: The predictions are computed under no_grad: nothing can be backpropagated from the loss.
why.fr: Les prédictions sont calculées sous no_grad : rien ne peut être rétropropagé à partir de la perte.
next.en: What happens when backward is called on the loss?
next.fr: Que se passe-t-il quand backward est appelé sur la perte ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    with torch.no_grad():
        states = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
        y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
