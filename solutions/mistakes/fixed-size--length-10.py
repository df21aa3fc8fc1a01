"""
id: fixed-size
exercise: forward
loses: forward
why.en: The loop always makes 10 steps, whatever the length of the sequences.
why.fr: La boucle fait toujours 10 étapes, quelle que soit la longueur des séquences.
next.en: How many states are expected from a sequence of length 3?
next.fr: Combien d'états attend-on d'une séquence de longueur 3 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        etats = []
        for t in range(10):
            h = self.one_step(x[t], h)
            etats.append(h)
        return torch.stack(etats)
