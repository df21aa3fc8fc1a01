"""
id: none
exercise: one_step
loses: one_step
why.en: A gate mixes the old state and the tanh.
why.fr: Une porte mélange l'ancien état et la tanh.
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.gate = nn.Linear(dim + latent, latent)

    def one_step(self, x, h):
        z = torch.sigmoid(self.gate(torch.cat([x, h], 1)))
        return (1 - z) * h + z * torch.tanh(self.W_i(x) + self.W_h(h))
