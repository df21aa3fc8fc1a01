"""
id: weights-not-shared
exercise: forward
loses: forward
why.en: The weights are not the same at every step and every call, where all the steps share W_i, W_h and b_h.
why.fr: Les poids ne sont pas les mêmes à chaque étape et à chaque appel, alors que toutes les étapes partagent W_i, W_h et b_h.
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
