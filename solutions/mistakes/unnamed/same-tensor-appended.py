"""
id: none
exercise: forward
loses: forward
also: same-state-repeated
why.en: One tensor is overwritten at every step and appended l times.
why.fr: Un seul tenseur est écrasé à chaque étape et ajouté l fois.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        h = h.clone()
        states = []
        for xt in x:
            h.copy_(self.one_step(xt, h))
            states.append(h)
        return torch.stack(states)
