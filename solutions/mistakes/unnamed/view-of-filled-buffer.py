"""
id: none
exercise: forward
loses: forward
why.en: The values are right and backward raises: each state read from the buffer is a view of what is written to afterwards.
why.fr: Les valeurs sont justes et backward échoue : chaque état lu dans le tenseur est une vue de ce qui est écrit ensuite.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        l, b, d = x.shape
        out = torch.zeros(l + 1, b, h.shape[1])
        out[0] = h
        for t in range(l):
            out[t + 1] = self.one_step(x[t], out[t])
        return out[1:]
