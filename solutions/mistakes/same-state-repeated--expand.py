"""
id: same-state-repeated
exercise: forward
loses: forward
why.en: The same final state is returned l times.
why.fr: Le même état final est renvoyé l fois.
next.en: Are the first and the last state of the answer different?
next.fr: Le premier et le dernier état du résultat sont-ils différents ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        l = x.shape[0]
        for t in range(l):
            h = self.one_step(x[t], h)
        return h.unsqueeze(0).repeat(l, 1, 1)
