"""
id: off-by-one
exercise: forward
loses: forward
why.en: The last observation is left out: l - 1 states in place of l.
why.fr: La dernière observation est laissée de côté : l - 1 états au lieu de l.
next.en: Which numbers does the loop go through, for a sequence of 3?
next.fr: Par quels nombres la boucle passe-t-elle, pour une séquence de 3 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for i in range(x.shape[0] - 1):
            h = self.one_step(x[i], h)
            states.append(h)
        return torch.stack(states)
