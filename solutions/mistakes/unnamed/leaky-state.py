"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: The state leaks: it is a mean of the old state and of the tanh.
why.fr: L'état fuit : il est une moyenne de l'ancien état et de la tanh.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return 0.9 * h + 0.1 * torch.tanh(self.W_i(x) + self.W_h(h))
