"""
id: not-attempted
exercise: training_loss
loses: forward, training_loss, learning
also: last-state-only
why.en: The exercise is not attempted yet.
why.fr: L'exercice n'est pas encore commencé.
next.en: From which state is y_1 predicted?
next.fr: À partir de quel état y_1 est-il prédit ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        for x_t in x:
            h = self.one_step(x_t, h)
        return h


def training_loss(model, x, h0, y):
    raise NotImplementedError
