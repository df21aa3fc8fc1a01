"""
id: none
exercise: forward
loses: forward
why.en: The observations are centred over time: the first states know the future.
why.fr: Les observations sont centrées selon le temps : les premiers états connaissent le futur.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        x = x - x.mean(0)
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
