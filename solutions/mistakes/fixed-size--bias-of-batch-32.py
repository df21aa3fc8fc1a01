"""
id: fixed-size
exercise: one_step
loses: one_step, ?learning
why.en: The bias has one row for each of 32 sequences, where one vector of size n serves all.
why.fr: Le biais a une ligne pour chacune des 32 séquences, là où un seul vecteur de taille n sert pour toutes.
next.en: What comes out for a batch of 2 sequences?
next.fr: Que sort-il pour un lot de 2 séquences ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_i = nn.Linear(dim, latent, bias=False)
        self.b_h = nn.Parameter(torch.zeros(32, latent))

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h) + self.b_h)
