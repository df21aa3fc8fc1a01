"""
id: none
exercise: forward
loses: forward
why.en: Every second observation is left out.
why.fr: Une observation sur deux est laissée de côté.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(0, x.shape[0], 2):
            h = self.one_step(x[t], h)
            states += [h, h]
        return torch.stack(states[:x.shape[0]])
