"""
id: none
exercise: one_step
loses: one_step, ?learning
also: activation-twice
why.en: tanh is applied three times.
why.fr: tanh est appliquée trois fois.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(torch.tanh(torch.tanh(self.W_i(x) + self.W_h(h))))
