"""
id: none
exercise: one_step
loses: one_step
why.en: The effect of the state is an antisymmetric matrix: it can't be any, and with one unit it is zero.
why.fr: L'effet de l'état est une matrice antisymétrique : elle ne peut pas être quelconque et, avec une composante, elle est nulle.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        W = self.W_h.weight
        return torch.tanh(self.W_i(x) + h @ (W - W.T))
