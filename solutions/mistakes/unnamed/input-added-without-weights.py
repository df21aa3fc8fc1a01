"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: x is added without W_i, which runs where d = n alone.
why.fr: x est ajouté sans W_i, ce qui ne marche que si d = n.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(x + self.W_h(h))
