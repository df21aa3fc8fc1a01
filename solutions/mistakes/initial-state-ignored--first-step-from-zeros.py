"""
id: initial-state-ignored
exercise: forward
loses: forward
why.en: The recurrence starts from zeros, whatever h_0 is.
why.fr: La récurrence part de zéros, quel que soit h_0.
next.en: Change h_0 alone: what changes in the answer?
next.fr: Changer h_0 seul : qu'est-ce qui change dans le résultat ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            if t == 0:
                h = self.one_step(x[t], torch.zeros_like(h))
            else:
                h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
