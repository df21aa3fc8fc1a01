"""
id: activation-twice
exercise: one_step
loses: one_step
why.en: tanh is applied twice.
why.fr: tanh est appliqué deux fois.
next.en: How many times does a sum go through tanh between h_t and h_{t+1}?
next.fr: Combien de fois une somme passe-t-elle par tanh entre h_t et h_{t+1} ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.cell = nn.Sequential(nn.Linear(dim + latent, latent), nn.Tanh())

    def one_step(self, x, h):
        return torch.tanh(self.cell(torch.cat([x, h], 1)))
