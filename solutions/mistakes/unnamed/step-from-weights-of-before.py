"""
id: none
exercise: one_step
loses: one_step
why.en: In evaluation mode the step uses weights as they were at the first call.
why.fr: En mode évaluation, le pas utilise les poids tels qu'ils étaient au premier appel.
"""

import torch


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.both = None

    def one_step(self, x, h):
        if self.training:
            return torch.tanh(self.W_i(x) + self.W_h(h))
        if self.both is None:
            self.both = torch.cat([self.W_i.weight, self.W_h.weight], dim=1).detach().clone()
        return torch.tanh(torch.cat([x, h], dim=1) @ self.both.T + self.W_i.bias)
