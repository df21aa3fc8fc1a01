"""
id: decoded-output
exercise: forward
loses: forward
why.en: In evaluation mode the predictions are returned in place of the states.
why.fr: En mode d'évaluation, ce sont les prédictions qui sont renvoyées, et non les états.
next.en: Which shape does `forward` return after `model.eval()`, and which before?
next.fr: Quelle forme `forward` renvoie-t-elle après `model.eval()`, et laquelle avant ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        states = torch.stack(states)
        return states if self.training else self.decode(states)
