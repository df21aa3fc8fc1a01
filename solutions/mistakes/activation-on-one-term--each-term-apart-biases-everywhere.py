"""
id: activation-on-one-term
exercise: one_step
loses: one_step
why.en: tanh is applied to one term alone, or to each term apart, where it is applied to their sum.
why.fr: tanh est appliquée à un seul terme, ou à chaque terme à part, alors qu'elle s'applique à leur somme.
next.en: In the definition of h_{t+1}, where do the parentheses of tanh open and close?
next.fr: Dans la définition de h_{t+1}, où s'ouvrent et se ferment les parenthèses de tanh ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_h = nn.Linear(latent, latent)
        self.b_h = nn.Parameter(torch.zeros(latent))

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x)) + torch.tanh(self.W_h(h)) + self.b_h
