"""
id: wrong-return-type
exercise: forward
loses: forward
why.en: The last state and the states come back as a pair, where the states alone are asked.
why.fr: Le dernier état et les états reviennent en paire, alors que les états seuls sont demandés.
next.en: Which of the returned values is not already contained in the other?
next.fr: Laquelle des valeurs renvoyées n'est pas déjà contenue dans l'autre ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return h, torch.stack(states)
