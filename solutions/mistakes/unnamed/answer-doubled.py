"""
id: none
exercise: forward
loses: forward
why.en: The states that are returned are doubled.
why.fr: Les états renvoyés sont doublés.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return 2 * torch.stack(states)
