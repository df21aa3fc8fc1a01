"""
id: gradient-cut
exercise: forward
loses: forward
why.en: The state is detached at every step: the loss does not reach the earlier steps.
why.fr: L'état est détaché à chaque étape : la perte n'atteint pas les étapes précédentes.
next.en: Through which states does the gradient of h_3 go back to x_0?
next.fr: Par quels états le gradient de h_3 remonte-t-il jusqu'à x_0 ?
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.latent = latent

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h.detach())
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
