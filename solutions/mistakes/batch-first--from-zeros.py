"""
id: batch-first
also: initial-state-ignored
exercise: forward
loses: forward
why.en: The loop goes along the second axis, as over data with the batch first, from zeros of its own: no error tells.
why.fr: La boucle parcourt le second axe, comme pour des données avec le lot d'abord, depuis ses propres zéros : aucune erreur ne le dit.
next.en: In x of shape (l, b, d), what does x[0] hold?
next.fr: Dans x de forme (l, b, d), que contient x[0] ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        state = torch.zeros(x.size(0), h.size(1))
        states = []
        for t in range(x.size(1)):
            state = self.one_step(x[:, t], state)
            states.append(state)
        return torch.stack(states, dim=1)
