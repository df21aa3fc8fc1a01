"""
id: weights-not-shared
exercise: forward
loses: forward
why.en: Every second step has other weights, where W_h is shared by all steps.
why.fr: Une étape sur deux a d'autres poids, alors que W_h est partagé par toutes les étapes.
next.en: Given the same x and h, is the second step equal to the first?
next.fr: Avec les mêmes x et h, la deuxième étape est-elle égale à la première ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_h2 = nn.Linear(latent, latent, bias=False)

    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            if t % 2 == 0:
                h = self.one_step(x[t], h)
            else:
                h = torch.tanh(self.W_i(x[t]) + self.W_h2(h))
            states.append(h)
        return torch.stack(states)
