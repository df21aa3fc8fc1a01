"""
id: none
exercise: forward
loses: forward
why.en: Each step starts from the state of two steps before.
why.fr: Chaque étape part de l'état de deux pas auparavant.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = [h, h]
        for xt in x:
            states.append(self.one_step(xt, states[-2]))
        return torch.stack(states[2:])
