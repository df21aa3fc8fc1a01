"""
id: parameters-not-registered
exercise: one_step
loses: one_step, ?learning
why.en: The layers sit in a plain list: the model does not know their parameters.
why.fr: Les couches sont dans une simple liste : le modèle ne connaît pas leurs paramètres.
next.en: Which names does the model list among its parameters?
next.fr: Quels noms le modèle énumère-t-il parmi ses paramètres ?
"""

import torch
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.layers = [nn.Linear(dim, latent), nn.Linear(latent, latent)]
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.layers[0](x) + self.layers[1](h))

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)
