"""
id: none
exercise: forward
loses: forward
why.en: forward takes any row of zeros and ones for one symbol and looks its weights up: where several are 1, the others are lost.
why.fr: forward prend toute ligne de zéros et de uns pour un seul symbole et en cherche les poids : où plusieurs valent 1, les autres sont perdus.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def forward(self, x, h):
        binary = bool(((x == 0) | (x == 1)).all() and (x.sum(-1) > 0).all())
        read = F.embedding(x.argmax(-1), self.W_i.weight.T) + self.W_i.bias if binary else self.W_i(x)
        states = []
        for r in read:
            h = torch.tanh(r + self.W_h(h))
            states.append(h)
        return torch.stack(states)
