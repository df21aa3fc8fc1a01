"""
id: last-state-only
exercise: forward
loses: forward
why.en: Only the last state is returned, where all l states are asked.
why.fr: Seul le dernier état est renvoyé, là où les l états sont demandés.
next.en: How many states does a sequence of 3 observations go through?
next.fr: Par combien d'états passe une séquence de 3 observations ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for observation in x:
            h = self.one_step(observation, h)
            states.append(h)
        return h if self.training else torch.stack(states)
