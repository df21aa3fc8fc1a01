"""
id: off-by-one
exercise: forward
loses: forward
why.en: The loop stops one step too early: the last row of the buffer stays zero.
why.fr: La boucle s'arrête une étape trop tôt : la dernière ligne du tampon reste nulle.
next.en: For l = 1, which states come back?
next.fr: Pour l = 1, quels états sont renvoyés ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = torch.zeros(x.shape[0], x.shape[1], h.shape[1])
        for t in range(x.shape[0] - 1):
            h = self.one_step(x[t], h)
            states[t] = h
        return states
