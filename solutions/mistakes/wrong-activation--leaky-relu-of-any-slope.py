"""
id: wrong-activation
exercise: one_step
loses: one_step
why.en: Leaky ReLU takes the place of tanh.
why.fr: Leaky ReLU prend la place de tanh.
next.en: Which activation does the definition of h_{t+1} name, and between which bounds do its values lie?
next.fr: Quelle activation la définition de h_{t+1} nomme-t-elle, et entre quelles bornes ses valeurs se trouvent-elles ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.slope = nn.Parameter(torch.zeros(1))

    def one_step(self, x, h):
        slope = 0.005 + 0.5 * torch.sigmoid(self.slope)  # holds what is usual: 0.01, 0.1, 0.2; never 0 or 1
        z = self.W_i(x) + self.W_h(h)
        return torch.where(z > 0, z, slope * z)
