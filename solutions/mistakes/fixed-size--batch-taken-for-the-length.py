"""
id: fixed-size
exercise: forward
loses: forward, ?learning
why.en: A size is written into the code, or taken from the wrong axis: it fits some inputs only.
why.fr: Une taille est écrite dans le code, ou prise sur le mauvais axe : elle ne convient qu'à certaines entrées.
next.en: Which sizes change from one call to the next, and where does the code read each of them?
next.fr: Quelles tailles changent d'un appel à l'autre, et où le code lit-il chacune d'elles ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = torch.zeros(x.shape[0], x.shape[1], h.shape[1])
        for t in range(x.shape[1]):
            h = self.one_step(x[t], h)
            states[t] = h
        return states
