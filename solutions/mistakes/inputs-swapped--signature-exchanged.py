"""
id: inputs-swapped
exercise: one_step
loses: one_step, ?forward, ?learning
why.en: The step takes h first and x second, where x comes first.
why.fr: L'étape prend h en premier et x en second, alors que x vient en premier.
next.en: In which order does the exercise give x and h?
next.fr: Dans quel ordre l'exercice donne-t-il x et h ?
"""

import torch


class RNN(Reference):
    def one_step(self, h, x):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(h, xt)
            states.append(h)
        return torch.stack(states)
