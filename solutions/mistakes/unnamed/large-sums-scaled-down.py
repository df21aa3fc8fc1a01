"""
id: none
also: batch-mixed
exercise: one_step
loses: one_step
why.en: Where a sum is beyond 5, the whole batch is scaled down.
why.fr: Quand une somme dépasse 5, tout le lot est réduit.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return torch.tanh(z * (5 / z.abs().max()).clamp(max=1))
