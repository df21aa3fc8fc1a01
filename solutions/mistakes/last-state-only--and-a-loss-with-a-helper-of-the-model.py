"""
id: last-state-only
exercise: forward
loses: forward
why.en: Only the last state is returned, where all l states are asked.
why.fr: Seul le dernier état est renvoyé, là où les l états sont demandés.
next.en: How many states does a sequence of 3 observations go through?
next.fr: Par combien d'états passe une séquence de 3 observations ?
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def forward(self, x, h):
        for i in range(x.shape[0]):
            h = self.one_step(x[i], h)
        return h

    def shifted(self, h0, states):
        return torch.cat([h0[None], states[:-1]])


def training_loss(model, x, h0, y):
    y_hat = model.decode(model.shifted(h0, model(x, h0)))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
