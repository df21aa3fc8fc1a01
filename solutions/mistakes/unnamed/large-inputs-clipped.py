"""
id: none
exercise: one_step
loses: one_step
why.en: Inputs beyond 30 are clipped.
why.fr: Les entrées au-delà de 30 sont bornées.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x.clamp(-30, 30)) + self.W_h(h))
