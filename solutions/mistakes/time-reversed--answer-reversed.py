"""
id: time-reversed
exercise: forward
loses: forward
why.en: The states come out in reverse order: [h_l .. h_1].
why.fr: Les états sortent dans l'ordre inverse : [h_l .. h_1].
next.en: Which state comes first in the answer?
next.fr: Quel état vient en premier dans le résultat ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.insert(0, h)
        return torch.stack(states)
