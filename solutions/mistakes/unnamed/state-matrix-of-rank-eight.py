"""
id: none
exercise: one_step
loses: one_step
why.en: The state passes through eight units at most on its way to the next.
why.fr: L'état passe par huit unités au plus avant le suivant.
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_h = nn.Sequential(
            nn.Linear(latent, min(latent, 8), bias=False), nn.Linear(min(latent, 8), latent, bias=False)
        )

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))
