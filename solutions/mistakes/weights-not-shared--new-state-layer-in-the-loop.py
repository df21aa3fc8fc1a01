"""
id: weights-not-shared
exercise: forward
loses: forward, ?learning
why.en: A layer is made anew inside the loop: W_h has no values that last.
why.fr: Une couche est créée à chaque tour de la boucle : W_h n'a pas de valeurs qui durent.
next.en: Are two equal calls of forward equal?
next.fr: Deux appels égaux de forward sont-ils égaux ?
"""

import torch
from torch import nn


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = torch.tanh(self.W_i(xt) + nn.Linear(h.shape[1], h.shape[1])(h))
            states.append(h)
        return torch.stack(states)
