"""
id: none
exercise: one_step
loses: one_step
why.en: Beyond 3, the activation is taken for saturated.
why.fr: Au-delà de 3, l'activation est tenue pour saturée.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return torch.where(z.abs() > 3, z.sign(), torch.tanh(z))
