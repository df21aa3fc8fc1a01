"""
id: none
exercise: forward
loses: forward
why.en: A first step is made before the loop, which makes it again.
why.fr: Une première étape est faite avant la boucle, qui la refait.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        h = self.one_step(x[0], h)
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
