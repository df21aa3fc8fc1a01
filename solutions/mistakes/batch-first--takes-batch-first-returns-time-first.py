"""
id: batch-first
exercise: forward
loses: forward
why.en: x is read as (b, l, d), where it is (l, b, d).
why.fr: x est lu comme (b, l, d), alors qu'il est (l, b, d).
next.en: In x of shape (l, b, d), what does x[0] hold?
next.fr: Dans x de forme (l, b, d), que contient x[0] ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(x.size(1)):
            h = self.one_step(x[:, t], h)
            states.append(h)
        return torch.stack(states)
