"""
id: none
exercise: one_step
loses: one_step
why.en: The effect of the state is a product with one vector: its matrix has rank one.
why.fr: L'effet de l'état est de rang un.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        u, v = self.W_h.weight[0], self.W_h.weight[:, 0]
        return torch.tanh(self.W_i(x) + torch.outer(h @ u, v))
