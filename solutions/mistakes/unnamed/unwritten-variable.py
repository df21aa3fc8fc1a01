"""
id: none
exercise: one_step
loses: one_step, learning
why.en: A variable that does not exist is read.
why.fr: Une variable qui n'existe pas est lue.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return torch.tanh(a)
