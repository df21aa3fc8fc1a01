"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: h is added without W_h.
why.fr: h est ajouté sans W_h.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + h)
