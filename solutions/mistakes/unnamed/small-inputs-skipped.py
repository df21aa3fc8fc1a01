"""
id: none
exercise: forward
loses: forward
why.en: Steps whose inputs are near zero are skipped.
why.fr: Les étapes dont les observations sont proches de zéro sont sautées.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            if xt.abs().max() > 0.05:
                h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
