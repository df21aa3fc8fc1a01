"""
id: none
exercise: forward
loses: forward
why.en: The observations are shifted by one step, and the last one comes first.
why.fr: Les observations sont décalées d'un pas, et la dernière passe en premier.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        x = torch.roll(x, 1, 0)
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
