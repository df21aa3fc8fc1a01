"""
id: batch-first
also: initial-state-ignored
exercise: forward
loses: forward
why.en: The loop goes along the second axis, as over data with the batch first, from zeros of its own: no error tells.
why.fr: La boucle parcourt le second axe, comme pour des données avec le lot d'abord, depuis ses propres zéros : aucune erreur ne le dit.
next.en: Which axis of x is time, and how many sequences does your state of zeros have?
next.fr: Quel axe de x est le temps, et combien de séquences votre état de zéros a-t-il ?
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
