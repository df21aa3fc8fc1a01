"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: The old state is added to the tanh.
why.fr: L'ancien état est ajouté à la tanh.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return h + torch.tanh(self.W_i(x) + self.W_h(h))
