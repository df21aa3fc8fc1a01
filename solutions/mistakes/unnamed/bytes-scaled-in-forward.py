"""
id: none
exercise: forward
loses: forward
why.en: Large observations are taken for bytes and divided by 255.
why.fr: Les grandes observations sont prises pour des octets et divisées par 255.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        if x.max() > 50:
            x = x / 255
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
