"""
id: initial-state-included
exercise: forward
loses: forward
why.en: h_0 is in the answer: l + 1 states in place of l.
why.fr: h_0 figure dans le résultat : l + 1 états au lieu de l.
next.en: Which is the first state of the answer by the definition of forward: h_0 or h_1?
next.fr: Quel est le premier état du résultat d'après la définition de forward : h_0 ou h_1 ?
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.latent = latent

    def forward(self, x, h):
        states = [h]
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    before = torch.zeros(x.shape[0], x.shape[1], model.latent, dtype=states.dtype)
    before[0] = h0
    for t in range(1, len(x)):
        before[t] = states[t - 1]
    y_hat = model.decode(before)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
