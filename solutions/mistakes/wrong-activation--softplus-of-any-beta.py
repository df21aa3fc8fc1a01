"""
id: wrong-activation
exercise: one_step
loses: one_step, ?learning
why.en: Softplus takes the place of tanh.
why.fr: Softplus prend la place de tanh.
next.en: Which activation does the definition of h_{t+1} name, and between which bounds do its values lie?
next.fr: Quelle activation la définition de h_{t+1} nomme-t-elle, et entre quelles bornes ses valeurs se trouvent-elles ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.beta = nn.Parameter(torch.zeros(1))

    def one_step(self, x, h):
        beta = 0.3 + 5.0 * torch.sigmoid(self.beta)  # holds what is usual; never so small that it is linear
        z = self.W_i(x) + self.W_h(h)
        return torch.logaddexp(beta * z, torch.zeros_like(z)) / beta
