"""
id: none
exercise: forward
loses: forward
why.en: In evaluation mode the states of the last call with such shapes are returned again.
why.fr: En mode évaluation, les états du dernier appel avec ces tailles sont renvoyés à nouveau.
"""

import torch


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.known = {}

    def forward(self, x, h):
        if not self.training and x.shape in self.known:
            return self.known[x.shape]
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        self.known[x.shape] = torch.stack(states)
        return self.known[x.shape]
