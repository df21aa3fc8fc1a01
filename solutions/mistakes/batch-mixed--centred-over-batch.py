"""
id: batch-mixed
exercise: one_step
loses: one_step, ?learning
why.en: The new state of a sequence depends on the other sequences of the batch.
why.fr: Le nouvel état d'une séquence dépend des autres séquences du lot.
next.en: Does the answer for one sequence change when it is alone in its batch?
next.fr: Le résultat d'une séquence change-t-il quand elle est seule dans son lot ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        z = z - z.mean(dim=0)
        return torch.tanh(z)
