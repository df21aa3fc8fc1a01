"""
id: none
exercise: one_step
loses: one_step
why.en: A ReLU branch is dead at the start: the step is right from one initialisation only.
why.fr: Une branche ReLU est morte au départ : l'étape n'est juste que pour une initialisation.
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.dead = nn.Linear(dim, latent)
        nn.init.constant_(self.dead.bias, -5.0)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h) + torch.relu(self.dead(x)))
