"""
id: none
exercise: one_step
loses: one_step
why.en: Where no gradients are asked for, tanh is left out.
why.fr: Sans gradients demandés, tanh est omise.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return torch.tanh(z) if torch.is_grad_enabled() else z
