"""
id: batch-first
exercise: forward
loses: forward
why.en: The states are returned as (b, l, n), where (l, b, n) is asked.
why.fr: Les états sont renvoyés sous la forme (b, l, n), là où (l, b, n) est demandé.
next.en: In x of shape (l, b, d), what does x[0] hold?
next.fr: Dans x de forme (l, b, d), que contient x[0] ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states, dim=1)
