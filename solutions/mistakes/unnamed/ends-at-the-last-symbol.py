"""
id: none
exercise: forward
loses: forward
why.en: The loop stops after the last observation that is not zero for the whole batch; the last state is repeated.
why.fr: La boucle s'arrête après la dernière observation non nulle du lot ; le dernier état est répété.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        filled = (x != 0).flatten(1).any(1).nonzero()
        last = int(filled[-1]) + 1 if len(filled) else 1
        states = []
        for t, xt in enumerate(x):
            if t < last:
                h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
