"""
id: none
exercise: forward
loses: forward
why.en: The loop over time never ends; the step and the loss are right.
why.fr: La boucle sur le temps ne s'arrête pas ; le pas et la perte sont justes.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states, t = [], 0
        while t < x.shape[0]:
            h = self.one_step(x[t], h)
            states.append(h)
            if len(states) > 1000:
                states.clear()
        return torch.stack(states)
