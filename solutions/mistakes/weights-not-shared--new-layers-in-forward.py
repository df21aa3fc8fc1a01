"""
id: weights-not-shared
exercise: forward
loses: forward
why.en: New layers are created at every call: the weights are not those that are trained.
why.fr: De nouvelles couches sont créées à chaque appel : les poids ne sont pas ceux qui sont entraînés.
next.en: How many weights does the model have after a sequence of 10 steps, and after one of 20?
next.fr: Combien de poids le modèle a-t-il après une séquence de 10 étapes, et après une de 20 ?
"""

import torch
from torch import nn


class RNN(Reference):
    def forward(self, x, h):
        n = h.shape[1]
        cell = nn.Sequential(nn.Linear(x.shape[2] + n, n), nn.Tanh())
        states = []
        for xt in x:
            h = cell(torch.cat([xt, h], 1))
            states.append(h)
        return torch.stack(states)
