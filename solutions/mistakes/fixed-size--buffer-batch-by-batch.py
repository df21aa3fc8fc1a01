"""
id: fixed-size
exercise: forward
loses: forward
why.en: The buffer of states has room for b steps, where l are needed.
why.fr: Le tenseur des états a de la place pour b étapes, là où il en faut l.
next.en: Which dimension of x counts the time steps, and which one the sequences?
next.fr: Quelle dimension de x compte les pas de temps, et laquelle les séquences ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        out = torch.zeros(x.shape[1], h.shape[0], h.shape[1])
        for i in range(x.shape[0]):
            h = self.one_step(x[i], h)
            out[i] = h
        return out
