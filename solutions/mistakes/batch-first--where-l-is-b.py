"""
id: batch-first
exercise: forward
loses: forward, ?learning
why.en: Where l = b, the observations are taken for (b, l, d), and so are the states given back.
why.fr: Là où l = b, les observations sont prises pour (b, l, d), et les états rendus de même.
next.en: In x of shape (l, b, d), what does x[0] hold?
next.fr: Dans x de forme (l, b, d), que contient x[0] ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        swapped = len(x) == len(h)
        states = []
        for x_t in x.transpose(0, 1) if swapped else x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states, dim=1 if swapped else 0)
