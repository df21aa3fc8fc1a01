"""
id: parameters-not-registered
exercise: one_step
loses: one_step, ?learning
why.en: The weights are plain tensors: the model does not know them as parameters.
why.fr: Les poids sont de simples tenseurs : le modèle ne les connaît pas comme paramètres.
next.en: Which names does the model list among its parameters?
next.fr: Quels noms le modèle énumère-t-il parmi ses paramètres ?
"""

import torch
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = torch.randn(dim, latent, requires_grad=True)
        self.W_h = torch.randn(latent, latent, requires_grad=True)
        self.b_h = torch.zeros(latent, requires_grad=True)
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
