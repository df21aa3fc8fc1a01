"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: Where x is all zeros the state is kept, as if that were padding.
why.fr: Là où x est nul, l'état est gardé, comme s'il s'agissait de remplissage.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        padded = (x == 0).all(dim=-1, keepdim=True)
        return torch.where(padded, h, torch.tanh(self.W_i(x) + self.W_h(h)))
