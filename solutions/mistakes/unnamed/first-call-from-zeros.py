"""
id: none
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: The first call of a model takes zeros in place of h; the later ones take h.
why.fr: Le premier appel d'un modèle prend des zéros à la place de h ; les suivants prennent h.
"""

import torch


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.calls = 0

    def one_step(self, x, h):
        self.calls += 1
        return torch.tanh(self.W_i(x) + self.W_h(torch.zeros_like(h) if self.calls == 1 else h))
