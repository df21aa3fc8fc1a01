"""
id: fixed-size
exercise: forward
loses: forward
why.en: The loop makes 12 steps at most.
why.fr: La boucle fait 12 pas au plus.
next.en: What happens for a longer sequence?
next.fr: Que se passe-t-il pour une séquence plus longue ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(min(x.shape[0], 12)):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
