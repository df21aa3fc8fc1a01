"""
id: none
exercise: forward
loses: forward
why.en: The values are right and backward raises: the state that the step needs is overwritten.
why.fr: Les valeurs sont justes et backward échoue : l'état dont l'étape a besoin est écrasé.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        h = h.clone()
        states = []
        for xt in x:
            h[:] = self.one_step(xt, h)
            states.append(h.clone())
        return torch.stack(states)
