"""
id: none
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
also: fixed-size, batch-mixed
why.en: Where there are as many sequences as units, the states are taken to be in columns.
why.fr: Quand il y a autant de séquences que d'unités, les états sont supposés en colonnes.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        if h.shape[0] == h.shape[1]:
            h = h.T
        return torch.tanh(self.W_i(x) + self.W_h(h))
