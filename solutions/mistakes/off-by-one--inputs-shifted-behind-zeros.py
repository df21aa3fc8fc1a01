"""
id: off-by-one
exercise: forward
loses: forward
why.en: The observations are shifted by one step: the first state is computed from zeros, and the last observation is never read.
why.fr: Les observations sont décalées d'une étape : le premier état est calculé à partir de zéros, et la dernière observation n'est jamais lue.
next.en: With a single observation, which x does the first step receive?
next.fr: Avec une seule observation, quel x la première étape reçoit-elle ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        x = torch.cat([torch.zeros_like(x[:1]), x[:-1]])
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)
