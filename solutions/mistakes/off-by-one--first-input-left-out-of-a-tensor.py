"""
id: off-by-one
exercise: forward
loses: forward
why.en: The first observation is left out: l - 1 states in place of l.
why.fr: La première observation est laissée de côté : l - 1 états au lieu de l.
next.en: In Python, which index has the first observation?
next.fr: En Python, quel indice porte la première observation ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = x.new_empty(0, *h.shape)
        for t in range(1, len(x)):
            h = self.one_step(x[t], h)
            states = torch.cat((states, h[None]))
        return states
