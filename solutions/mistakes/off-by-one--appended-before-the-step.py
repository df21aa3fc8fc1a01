"""
id: off-by-one
exercise: forward
loses: forward
why.en: The states are those before each step, [h_0 .. h_{l-1}], in place of [h_1 .. h_l].
why.fr: Les états sont ceux d'avant chaque étape, [h_0 .. h_{l-1}], au lieu de [h_1 .. h_l].
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
