"""
id: none
exercise: forward
loses: forward
why.en: The states come out as (l, b * n).
why.fr: Les états sortent sous la forme (l, b * n).
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states).flatten(1)
