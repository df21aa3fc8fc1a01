"""
id: time-reversed
exercise: forward
loses: forward
why.en: Time runs backwards, in the inputs or in the answer.
why.fr: Le temps est parcouru à l'envers, dans les entrées ou dans la réponse.
next.en: Which observation has the first state of the answer seen?
next.fr: Quelle observation le premier état de la réponse a-t-il vue ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.insert(0, h)
        return torch.stack(states)
