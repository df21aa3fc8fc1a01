"""
id: time-reversed
exercise: forward
loses: forward
why.en: The sequence is read from its end to its beginning.
why.fr: La séquence est lue de la fin vers le début.
next.en: Which observation does h_1 depend on?
next.fr: De quelle observation h_1 dépend-il ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in reversed(range(x.shape[0])):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
