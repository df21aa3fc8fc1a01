"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: The observations are squared.
why.fr: Les observations sont mises au carré.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x ** 2) + self.W_h(h))
