"""
id: none
exercise: one_step
loses: one_step
why.en: W_h is made of squares: none of its entries can be negative.
why.fr: W_h est faite de carrés : aucun coefficient ne peut être négatif.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + F.linear(h, self.W_h.weight ** 2))
