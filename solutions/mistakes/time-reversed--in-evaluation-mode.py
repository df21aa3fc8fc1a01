"""
id: time-reversed
exercise: forward
loses: forward
why.en: In evaluation mode, time runs backwards.
why.fr: En mode évaluation, le temps est parcouru à l'envers.
next.en: After model.eval(), which observation has the first state of the answer seen?
next.fr: Après model.eval(), quelle observation le premier état de la réponse a-t-il vue ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        x = x if self.training else x.flip(0)
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
