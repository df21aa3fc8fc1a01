"""
id: state-ignored
exercise: one_step
loses: one_step, learning
why.en: h has no effect on the new state.
why.fr: h n'a aucun effet sur le nouvel état.
next.en: Change h alone: what changes in the answer?
next.fr: Changer h seul : qu'est-ce qui change dans le résultat ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x))
