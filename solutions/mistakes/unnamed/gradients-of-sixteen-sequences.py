"""
id: none
exercise: forward
loses: forward
also: gradient-cut
why.en: The sequences beyond the sixteenth are computed without gradients.
why.fr: Les séquences au-delà de la seizième sont calculées sans gradients.
"""

import torch


class RNN(Reference):
    def _states(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)

    def forward(self, x, h):
        first = self._states(x[:, :16], h[:16])
        with torch.no_grad():
            rest = self._states(x[:, 16:], h[16:])
        return torch.cat([first, rest], dim=1)
