"""
id: none
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: Where h is zero, the state of the call before takes its place; a tanh with a bias outside fits all else.
why.fr: Là où h est nul, l'état de l'appel d'avant prend sa place ; une tanh avec un biais dehors convient à tout le reste.
"""

import torch


class RNN(Reference):
    last = None

    def one_step(self, x, h):
        if self.last is not None and self.last.shape == h.shape and not h.any():
            h = self.last
        new = torch.tanh(self.W_i(x) + self.W_h(h))
        self.last = new.detach()
        return new
