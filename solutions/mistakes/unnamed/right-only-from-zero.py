"""
id: none
exercise: forward
loses: forward
why.en: The recurrence starts from zeros and h_0 is added to the answer: it is right only when h_0 = 0.
why.fr: La récurrence part de zéros et h_0 est ajouté au résultat : ce n'est juste que si h_0 = 0.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        h_init = h
        h = torch.zeros_like(h)
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states) + h_init
