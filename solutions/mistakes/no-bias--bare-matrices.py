"""
id: no-bias
exercise: one_step
loses: one_step
why.en: Nothing plays the part of b_h.
why.fr: Rien ne joue le rôle de b_h.
next.en: With x = 0 and h = 0, what can the new state be after training?
next.fr: Avec x = 0 et h = 0, que peut valoir le nouvel état après apprentissage ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_i = nn.Parameter(torch.randn(dim, latent) * 0.3)
        self.W_h = nn.Parameter(torch.randn(latent, latent) * 0.3)

    def one_step(self, x, h):
        return torch.tanh(torch.matmul(x, self.W_i) + torch.matmul(h, self.W_h))
