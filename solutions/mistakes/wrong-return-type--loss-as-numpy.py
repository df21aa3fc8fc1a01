"""
id: wrong-return-type
exercise: training_loss
loses: training_loss
why.en: The loss is returned as a numpy array, from which nothing can be backpropagated.
why.fr: La perte est renvoyée sous forme de tableau numpy, à partir duquel rien ne peut être rétropropagé.
next.en: What happens when backward is called on the returned value?
next.fr: Que se passe-t-il quand backward est appelé sur la valeur renvoyée ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        loss = F.mse_loss(y_hat, y)
    else:
        loss = F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
    return loss.detach().numpy()
