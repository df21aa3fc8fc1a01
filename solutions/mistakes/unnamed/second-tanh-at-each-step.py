"""
id: none
exercise: forward
loses: forward
why.en: tanh is applied a second time to what one_step returns.
why.fr: tanh est appliqué une deuxième fois à ce que renvoie one_step.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = torch.tanh(self.one_step(xt, h))
            states.append(h)
        return torch.stack(states)
