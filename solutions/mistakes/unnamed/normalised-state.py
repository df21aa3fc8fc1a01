"""
id: none
exercise: one_step
loses: one_step
why.en: The old state is divided by its norm.
why.fr: L'ancien état est divisé par sa norme.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        h = h / (h.norm(dim=1, keepdim=True) + 1e-8)
        return torch.tanh(self.W_i(x) + self.W_h(h))
