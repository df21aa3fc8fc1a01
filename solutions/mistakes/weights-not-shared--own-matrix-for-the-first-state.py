"""
id: weights-not-shared
exercise: forward
loses: forward
why.en: The first step multiplies h_0 by a matrix of its own, where W_h serves all steps.
why.fr: La première étape multiplie h_0 par une matrice à elle, là où W_h sert à toutes les étapes.
next.en: Which parameters does the first call of the step use, and which does the second?
next.fr: Quels paramètres le premier appel de l'étape utilise-t-il, et lesquels le deuxième ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_0 = nn.Linear(latent, latent, bias=False)

    def forward(self, x, h):
        h = torch.tanh(self.W_i(x[0]) + self.W_0(h))
        states = [h]
        for x_t in x[1:]:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)
