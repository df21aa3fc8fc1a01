"""
id: none
exercise: forward
loses: forward
why.en: tanh is applied a second time to the stacked states.
why.fr: tanh est appliqué une deuxième fois aux états empilés.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.tanh(torch.stack(states))
