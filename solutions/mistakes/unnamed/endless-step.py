"""
id: none
exercise: one_step
loses: one_step, learning
why.en: The step never ends; the loop over time and the loss are right.
why.fr: Le pas ne s'arrête pas ; la boucle sur le temps et la perte sont justes.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        sums = self.W_i(x) + self.W_h(h)
        while sums.abs().max() >= 0:
            sums = sums * 0.5
        return torch.tanh(sums)
