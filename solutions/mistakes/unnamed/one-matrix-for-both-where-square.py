"""
id: none
exercise: one_step
loses: one_step
why.en: Where d = n, W_i is used for h too.
why.fr: Quand d = n, W_i sert aussi pour h.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        if x.shape == h.shape:
            return torch.tanh(self.W_i(x) + F.linear(h, self.W_i.weight))
        return torch.tanh(self.W_i(x) + self.W_h(h))
