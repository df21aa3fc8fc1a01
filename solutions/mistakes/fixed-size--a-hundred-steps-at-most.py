"""
id: fixed-size
exercise: forward
loses: forward
why.en: The steps beyond the hundredth repeat the last state.
why.fr: Les étapes au-delà de la centième répètent le dernier état.
next.en: What does the last observation of a sequence of 130 steps change?
next.fr: Que change la dernière observation d'une suite de 130 étapes ?
"""

import torch

MOST = 100


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(len(x)):
            if t < MOST:
                h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
