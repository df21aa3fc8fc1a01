"""
id: none
exercise: forward
loses: forward
why.en: one_step is called with x and h exchanged.
why.fr: one_step est appelé avec x et h échangés.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(h, xt)
            states.append(h)
        return torch.stack(states)
