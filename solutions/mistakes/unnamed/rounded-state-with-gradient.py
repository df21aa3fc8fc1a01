"""
id: none
exercise: one_step
loses: one_step
why.en: The new state is rounded to two decimals, and its gradient is that of the state that is not rounded.
why.fr: Le nouvel état est arrondi à deux décimales, avec le gradient de l'état non arrondi.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        h = torch.tanh(self.W_i(x) + self.W_h(h))
        return h + (torch.round(h * 100) / 100 - h).detach()
