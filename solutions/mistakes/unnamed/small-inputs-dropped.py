"""
id: none
exercise: one_step
loses: one_step
why.en: Components of x below 0.01 are taken for zero.
why.fr: Les composantes de x sous 0,01 sont tenues pour nulles.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x * (x.abs() > 0.01)) + self.W_h(h))
