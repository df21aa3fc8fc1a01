"""
id: none
exercise: one_step
loses: one_step
why.en: In evaluation mode the activation is another.
why.fr: En mode évaluation, l'activation est une autre.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return torch.tanh(z) if self.training else torch.sigmoid(z)
