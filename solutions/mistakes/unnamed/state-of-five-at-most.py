"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: Units of the state from the sixth on are left as they were.
why.fr: Les unités de l'état sont laissées telles quelles à partir de la sixième.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        new = Reference.one_step(self, x, h)
        return torch.cat([new[:, :5], h[:, 5:]], 1)
