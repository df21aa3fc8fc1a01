"""
id: none
exercise: one_step
loses: one_step
why.en: W_h is A^T A: symmetric, and positive.
why.fr: W_h est A^T A : symétrique et positive.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + F.linear(self.W_h(h), self.W_h.weight.T))
