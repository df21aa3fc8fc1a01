"""
id: none
exercise: one_step
loses: one_step
why.en: The effect of the state goes unit by unit, without a matrix.
why.fr: L'effet de l'état se fait unité par unité, sans matrice.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        w = self.W_h.weight[0]
        return torch.tanh(self.W_i(x) + h * w)
