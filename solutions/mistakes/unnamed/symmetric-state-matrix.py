"""
id: none
exercise: one_step
loses: one_step
why.en: The effect of the state is a symmetric matrix: it can't be any.
why.fr: L'effet de l'état est une matrice symétrique : elle ne peut pas être quelconque.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        W = self.W_h.weight
        return torch.tanh(self.W_i(x) + h @ (W + W.T))
