"""
id: none
exercise: one_step
loses: one_step
why.en: The new state is clipped at 0.9: it is right as long as the state is small.
why.fr: Le nouvel état est borné à 0,9 : il est juste tant que l'état est petit.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.clamp(torch.tanh(self.W_i(x) + self.W_h(h)), -0.9, 0.9)
