"""
id: wrong-activation
exercise: one_step
loses: one_step
why.en: ReLU with a slope that is learnt (PReLU) takes the place of tanh.
why.fr: ReLU avec une pente apprise (PReLU) prend la place de tanh.
next.en: Which activation does the definition of h_{t+1} name, and between which bounds do its values lie?
next.fr: Quelle activation la définition de h_{t+1} nomme-t-elle, et entre quelles bornes ses valeurs se trouvent-elles ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.slope = nn.Parameter(torch.full((latent,), -0.25))

    def one_step(self, x, h):
        away = torch.where((self.slope - 1).abs() < 0.01, 0.5, self.slope)  # of 1, with which it is linear
        slope = away + torch.where(away < 0, -0.005, 0.005)  # and of 0, with which it is ReLU
        z = self.W_i(x) + self.W_h(h)
        return torch.where(z > 0, z, slope * z)
