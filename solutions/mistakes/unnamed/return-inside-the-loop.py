"""
id: none
exercise: forward
loses: forward, ?training_loss, ?learning
why.en: return stands inside the loop: the first state alone comes back.
why.fr: return se trouve dans la boucle : seul le premier état est renvoyé.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
            return torch.stack(states)
