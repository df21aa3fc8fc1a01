"""
id: none
exercise: forward
loses: forward
why.en: Zeros at the end of a sequence are taken for padding: its state no longer changes.
why.fr: Les zéros à la fin d'une séquence sont pris pour du remplissage : son état ne change plus.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        lengths = len(x) - (x != 0).any(-1).flip(0).int().argmax(0)
        states = []
        for t, xt in enumerate(x):
            h = torch.where((t < lengths)[:, None], self.one_step(xt, h), h)
            states.append(h)
        return torch.stack(states)
