"""
id: none
exercise: one_step
loses: one_step, ?learning
also: fixed-size
why.en: One layer is applied to x and to h, which runs where d = n alone.
why.fr: Une même couche est appliquée à x et à h, ce qui ne marche que si d = n.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_i(h))
