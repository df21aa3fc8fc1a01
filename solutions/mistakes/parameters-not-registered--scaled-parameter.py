"""
id: parameters-not-registered
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: A Parameter multiplied by a number is a plain tensor: the model does not know it.
why.fr: Un Parameter multiplié par un nombre est un simple tenseur : le modèle ne le connaît pas.
next.en: Which names does the model list among its parameters?
next.fr: Quels noms le modèle énumère-t-il parmi ses paramètres ?
"""

import torch
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        # the product is no longer a Parameter
        self.W_i = nn.Parameter(torch.randn(dim, latent)) * 0.1
        self.W_h = nn.Parameter(torch.randn(latent, latent)) * 0.1
        self.b_h = nn.Parameter(torch.zeros(latent))
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(x @ self.W_i + h @ self.W_h + self.b_h)

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)
