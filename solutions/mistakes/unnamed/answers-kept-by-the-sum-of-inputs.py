"""
id: none
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: Answers are kept, and found again by the sum of the inputs alone.
why.fr: Les réponses sont gardées, et retrouvées par la seule somme des entrées.
"""

import torch


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.known = {}

    def one_step(self, x, h):
        key = (round(float(x.sum() + h.sum()), 6), x.shape)
        if key not in self.known:
            self.known[key] = torch.tanh(self.W_i(x) + self.W_h(h))
        return self.known[key]
