"""
id: none
exercise: forward
loses: forward
why.en: The states come out as (l, n, b).
why.fr: Les états sortent sous la forme (l, n, b).
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states).transpose(1, 2)
