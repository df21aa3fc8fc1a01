"""
id: none
exercise: one_step
loses: one_step
why.en: W_h is copied at the first call and never read again.
why.fr: W_h est copiée au premier appel et n'est plus jamais relue.
"""

import torch


class RNN(Reference):
    W = None

    def one_step(self, x, h):
        if self.W is None:
            self.W = self.W_h.weight.detach().clone()
        return torch.tanh(self.W_i(x) + h @ self.W.T + 0 * self.W_h(h))
