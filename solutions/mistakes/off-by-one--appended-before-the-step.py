"""
id: off-by-one
exercise: forward
loses: forward
why.en: The states are one step off: h_0 stands first, or an input is left out.
why.fr: Les états sont décalés d'une étape : h_0 vient en premier, ou une entrée est laissée de côté.
next.en: With a single observation, which state is expected: h_0 or h_1?
next.fr: Avec une seule observation, quel état attend-on : h_0 ou h_1 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            states.append(h)
            h = self.one_step(xt, h)
        return torch.stack(states)
