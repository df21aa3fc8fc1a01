"""
id: stack-of-last
exercise: forward
loses: forward
why.en: What is stacked is the last state alone, not the list of the states.
why.fr: Ce qui est empilé est le dernier état seul, et non la liste des états.
next.en: What does the variable that is stacked hold when the loop ends?
next.fr: Que contient la variable empilée quand la boucle se termine ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(h)
