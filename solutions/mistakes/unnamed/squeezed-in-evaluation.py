"""
id: none
exercise: forward
loses: forward
also: fixed-size
why.en: In evaluation mode, dimensions of size 1 vanish from the answer.
why.fr: En mode évaluation, les dimensions de taille 1 disparaissent de la réponse.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        states = torch.stack(states)
        return states if self.training else states.squeeze()
