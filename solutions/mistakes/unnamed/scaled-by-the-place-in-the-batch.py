"""
id: none
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: The sum is scaled by the place of the sequence in the batch.
why.fr: La somme est multipliée selon la place de la séquence dans le lot.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        places = torch.arange(len(x), dtype=x.dtype)[:, None]
        return torch.tanh((1 + 0.1 * places) * (self.W_i(x) + self.W_h(h)))
