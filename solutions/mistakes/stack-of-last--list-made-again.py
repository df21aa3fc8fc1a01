"""
id: stack-of-last
exercise: forward
loses: forward
why.en: The list of states is emptied at every step: only the last one is stacked.
why.fr: La liste des états est vidée à chaque étape : seul le dernier est empilé.
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
