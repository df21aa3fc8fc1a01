"""
id: none
exercise: one_step
loses: one_step, ?forward
why.en: A hook clips the gradient of the step at 5.
why.fr: Un hook borne à 5 le gradient de l'étape.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = torch.tanh(self.W_i(x) + self.W_h(h))
        if z.requires_grad:
            z.register_hook(lambda g: g.clamp(-5, 5))
        return z
