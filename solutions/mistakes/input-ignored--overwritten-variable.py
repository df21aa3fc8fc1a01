"""
id: input-ignored
exercise: one_step
loses: one_step, learning
why.en: x has no effect on the new state.
why.fr: x n'a aucun effet sur le nouvel état.
next.en: Change x alone: what changes in the answer?
next.fr: Changer x seul : qu'est-ce qui change dans le résultat ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x)
        z = self.W_h(h) + self.W_i.bias
        return torch.tanh(z)
