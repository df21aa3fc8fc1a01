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
        states = []
        for i in range(1, len(x)):
            h = self.one_step(x[i], h)
            states.append(h)
        return torch.stack(states)
