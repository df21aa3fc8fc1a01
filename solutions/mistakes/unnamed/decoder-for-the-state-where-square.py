"""
id: none
exercise: one_step
loses: one_step
why.en: Where output = n, the decoder's matrix plays the part of W_h.
why.fr: Quand output = n, la matrice du décodeur joue le rôle de W_h.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        W = self.decoder.weight
        return torch.tanh(self.W_i(x) + (F.linear(h, W) if W.shape[0] == W.shape[1] else self.W_h(h)))
