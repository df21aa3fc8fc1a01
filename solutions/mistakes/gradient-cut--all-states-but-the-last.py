"""
id: gradient-cut
exercise: forward
loses: forward
why.en: All the states that come back are detached, but the last one.
why.fr: Tous les états renvoyés sont détachés, sauf le dernier.
next.en: From which of the states that come back does a gradient reach the first observation?
next.fr: Depuis lesquels des états renvoyés un gradient atteint-il la première observation ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack([s.detach() for s in states[:-1]] + [h])
