"""
id: batch-first
exercise: forward
loses: forward, ?learning
why.en: Where l = b, the observations are taken for (b, l, d), and so are the states given back.
why.fr: Là où l = b, les observations sont prises pour (b, l, d), et les états rendus de même.
next.en: What do the sizes say of the order of the axes when there are 3 steps of 3 sequences?
next.fr: Que disent les tailles de l'ordre des axes quand il y a 3 étapes de 3 séquences ?
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
