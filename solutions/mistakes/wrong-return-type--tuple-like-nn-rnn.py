"""
id: wrong-return-type
exercise: forward
loses: forward
why.en: A pair (states, last state) is returned, where one tensor is asked.
why.fr: Un couple (états, dernier état) est renvoyé, là où un seul tenseur est demandé.
next.en: Which of the returned values is not already contained in the other?
next.fr: Laquelle des valeurs renvoyées n'est pas déjà contenue dans l'autre ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        t = []
        for i in range(x.shape[0]):
            h = self.one_step(x[i], h)
            t.append(h)
        return torch.stack(t), h
