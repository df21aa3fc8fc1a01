"""
id: fixed-size
exercise: forward
loses: forward
why.en: The number of steps is read from the batch dimension, which is right only when l = b.
why.fr: Le nombre d'étapes est lu dans la dimension du lot, ce qui n'est juste que si l = b.
next.en: Which dimension of x counts the time steps: what comes out of 3 steps of 2 sequences?
next.fr: Quelle dimension de x compte les pas de temps : que sort-il de 3 étapes de 2 séquences ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        l = x.size(1)
        states = []
        for t in range(l):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
