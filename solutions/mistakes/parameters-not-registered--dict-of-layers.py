"""
id: parameters-not-registered
exercise: one_step
loses: one_step, ?learning
why.en: Some of the weights are no parameters that the model knows: the optimiser never sees them.
why.fr: Certains poids ne sont pas des paramètres connus du modèle : l'optimiseur ne les voit jamais.
next.en: Which names does the model list among its parameters?
next.fr: Quels noms le modèle énumère-t-il parmi ses paramètres ?
"""

import torch
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.params = {"x": nn.Linear(dim, latent), "h": nn.Linear(latent, latent)}
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.params["x"](x) + self.params["h"](h))

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)
