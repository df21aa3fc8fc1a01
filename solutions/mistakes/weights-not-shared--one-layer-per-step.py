"""
id: weights-not-shared
exercise: forward
loses: forward
why.en: Each time step has weights of its own, where W_i, W_h and b_h are shared by all.
why.fr: Chaque pas de temps a ses propres poids, alors que W_i, W_h et b_h sont partagés par tous.
next.en: Given the same x and h, is the second step equal to the first?
next.fr: Avec les mêmes x et h, la deuxième étape est-elle égale à la première ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.layers = nn.ModuleList([nn.Linear(dim + latent, latent) for _ in range(100)])

    def one_step(self, x, h, t=0):
        return torch.tanh(self.layers[t](torch.cat([x, h], 1)))

    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h, t)
            states.append(h)
        return torch.stack(states)
