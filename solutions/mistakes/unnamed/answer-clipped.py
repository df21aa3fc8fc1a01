"""
id: none
exercise: forward
loses: forward
why.en: The states that are returned are clipped at 0.5.
why.fr: Les états renvoyés sont bornés à 0,5.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states).clamp(-0.5, 0.5)
