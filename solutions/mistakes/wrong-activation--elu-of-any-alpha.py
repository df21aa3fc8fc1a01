"""
id: wrong-activation
exercise: one_step
loses: one_step, ?learning
why.en: ELU takes the place of tanh.
why.fr: ELU prend la place de tanh.
next.en: Which activation does the definition of h_{t+1} name, and between which bounds do its values lie?
next.fr: Quelle activation la définition de h_{t+1} nomme-t-elle, et entre quelles bornes ses valeurs se trouvent-elles ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.alpha = nn.Parameter(torch.zeros(1))

    def one_step(self, x, h):
        alpha = torch.exp(self.alpha)  # 1 is what is usual
        z = self.W_i(x) + self.W_h(h)
        return torch.where(z > 0, z, alpha * torch.expm1(z.clamp(max=0.0)))
