"""
id: none
exercise: forward
loses: forward
why.en: The states of both directions are averaged.
why.fr: Les états des deux sens sont moyennés.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        back = []
        for xt in x.flip(0):
            h = self.one_step(xt, h)
            back.insert(0, h)
        return (torch.stack(states) + torch.stack(back)) / 2
