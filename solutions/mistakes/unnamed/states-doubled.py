"""
id: none
exercise: one_step
loses: one_step
why.en: The new state is doubled.
why.fr: Le nouvel état est doublé.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return 2 * torch.tanh(self.W_i(x) + self.W_h(h))
