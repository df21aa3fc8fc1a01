"""
id: fixed-size
exercise: forward
loses: forward, ?learning
why.en: The loop runs over as many steps as there are sequences, which only fits when l = b.
why.fr: La boucle fait autant d'étapes qu'il y a de séquences, ce qui ne convient que si l = b.
next.en: Which axis of x is time, and how long is it?
next.fr: Quel axe de x est le temps, et quelle est sa longueur ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = torch.zeros(x.shape[0], x.shape[1], h.shape[1])
        for t in range(x.shape[1]):
            h = self.one_step(x[t], h)
            states[t] = h
        return states
