"""
id: initial-state-included
exercise: forward
loses: forward
why.en: h_0 is in the answer: l + 1 states in place of l.
why.fr: h_0 figure dans le résultat : l + 1 états au lieu de l.
next.en: Which is the first state of the answer by the definition of forward: h_0 or h_1?
next.fr: Quel est le premier état du résultat d'après la définition de forward : h_0 ou h_1 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = [h]
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
