"""
id: none
exercise: forward
loses: forward
why.en: Each state that is returned is averaged with the one before.
why.fr: Chaque état renvoyé est moyenné avec le précédent.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h if not states else (states[-1] + h) / 2)
        return torch.stack(states)
