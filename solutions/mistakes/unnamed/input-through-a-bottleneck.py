"""
id: none
exercise: one_step
loses: one_step
why.en: x goes through two numbers first: W_i has rank two at most.
why.fr: x passe d'abord par deux nombres : W_i est de rang deux au plus.
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.E = nn.Linear(dim, min(dim, 2), bias=False)
        self.U = nn.Linear(min(dim, 2), latent)

    def one_step(self, x, h):
        return torch.tanh(self.U(self.E(x)) + self.W_h(h))
