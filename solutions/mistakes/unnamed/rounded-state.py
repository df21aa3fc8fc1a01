"""
id: none
exercise: one_step
loses: one_step, ?learning
also: gradient-cut
why.en: The new state is rounded to two decimals, which has no gradient.
why.fr: Le nouvel état est arrondi à deux décimales, ce qui n'a pas de gradient.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        h = torch.tanh(self.W_i(x) + self.W_h(h))
        return torch.round(h * 100) / 100
