"""
id: none
exercise: forward
loses: forward, ?learning
why.en: one_step is called with x and h exchanged, which its torch.cat takes at any size.
why.fr: one_step est appelé avec x et h échangés, ce que son torch.cat accepte pour toutes les tailles.
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.cell = nn.Linear(dim + latent, latent)

    def one_step(self, x, h):
        return torch.tanh(self.cell(torch.cat([x, h], 1)))

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(h, xt)
            states.append(h)
        return torch.stack(states)
