"""
id: none
exercise: one_step
loses: one_step
why.en: W_h is clipped to (-1, 1): it can not be any matrix.
why.fr: W_h est bornée à (-1, 1) : elle ne peut pas être quelconque.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + F.linear(h, self.W_h.weight.clamp(-1, 1)))
