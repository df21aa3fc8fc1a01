"""
id: weights-not-shared
exercise: forward
loses: forward
why.en: From the twentieth step on, another matrix takes the place of W_h.
why.fr: À partir de la vingtième étape, une autre matrice prend la place de W_h.
next.en: Given the same x and h, is the thirtieth step equal to the third?
next.fr: Avec les mêmes x et h, la trentième étape est-elle égale à la troisième ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_late = nn.Linear(latent, latent, bias=False)

    def forward(self, x, h):
        states = []
        for t, x_t in enumerate(x):
            h = torch.tanh(self.W_i(x_t) + (self.W_h(h) if t < 20 else self.W_late(h)))
            states.append(h)
        return torch.stack(states)
