"""
id: none
exercise: forward
loses: forward
why.en: The state is multiplied by 0.99 before the next step.
why.fr: L'état est multiplié par 0,99 avant l'étape suivante.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
            h = 0.99 * h
        return torch.stack(states)
