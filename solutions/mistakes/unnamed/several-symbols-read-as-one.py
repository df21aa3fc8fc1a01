"""
id: none
exercise: one_step
loses: one_step, ?forward, ?learning
why.en: An observation of zeros and ones is read as one symbol, though several of its entries are ones.
why.fr: Une observation de zéros et de uns est lue comme un seul symbole, même si plusieurs composantes valent un.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        symbols = ((x == 0) | (x == 1)).all() and (x.sum(-1) > 0).all()
        if symbols:
            read = F.embedding(x.argmax(-1), self.W_i.weight.T) + self.W_i.bias
        else:
            read = self.W_i(x)
        return torch.tanh(read + self.W_h(h))
