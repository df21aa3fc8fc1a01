"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: The state's term is divided by the number of sequences.
why.fr: Le terme de l'état est divisé par le nombre de séquences.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h) / h.shape[0])
