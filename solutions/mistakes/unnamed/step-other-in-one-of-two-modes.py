"""
id: none
exercise: one_step
loses: one_step
why.en: Numbers are drawn unless evaluation mode and the absence of gradients go together.
why.fr: Des nombres sont tirés sauf si le mode évaluation et l'absence de gradients vont ensemble.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        new = torch.tanh(self.W_i(x) + self.W_h(h))
        return new if self.training == torch.is_grad_enabled() else torch.rand_like(new)
