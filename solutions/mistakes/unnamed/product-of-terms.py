"""
id: none
exercise: one_step
loses: one_step, ?learning
also: no-bias
why.en: The two terms are multiplied, not added.
why.fr: Les deux termes sont multipliés et non additionnés.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) * self.W_h(h))
