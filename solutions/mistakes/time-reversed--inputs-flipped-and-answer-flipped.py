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
        x = torch.flip(x, [0])
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.flip(torch.stack(states), [0])
