"""
id: activation-on-one-term
exercise: one_step
loses: one_step
why.en: tanh is applied to the input's term only, where it is applied to the whole sum.
why.fr: tanh n'est appliqué qu'au terme de l'entrée, alors qu'il s'applique à toute la somme.
next.en: In the definition of h_{t+1}, where do the parentheses of tanh open and close?
next.fr: Dans la définition de h_{t+1}, où s'ouvrent et se ferment les parenthèses de tanh ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_h = nn.Linear(latent, latent)  # with a bias: each term may have one

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x)) + self.W_h(h)
