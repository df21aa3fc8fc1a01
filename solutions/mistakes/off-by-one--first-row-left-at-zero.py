"""
id: off-by-one
exercise: forward
loses: forward
why.en: The loop begins one step too late: x_0 is never read, and the first row of the buffer stays zero.
why.fr: La boucle commence une étape trop tard : x_0 n'est jamais lu, et la première ligne du tampon reste nulle.
next.en: For l = 1, which states come back?
next.fr: Pour l = 1, quels états sont renvoyés ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = torch.zeros(x.shape[0], x.shape[1], h.shape[1])
        for t in range(1, x.shape[0]):
            h = self.one_step(x[t], h)
            states[t] = h
        return states
