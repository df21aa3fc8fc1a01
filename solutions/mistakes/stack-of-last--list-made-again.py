"""
id: stack-of-last
exercise: forward
loses: forward
why.en: Only the last state is stacked, in place of the list of all of them.
why.fr: Seul le dernier état est empilé, au lieu de la liste de tous.
next.en: What does the variable that is stacked hold when the loop ends?
next.fr: Que contient la variable empilée quand la boucle se termine ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        for xt in x:
            states = []
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
