"""
id: none
exercise: learning
loses: learning
why.en: The decoder is in a plain list: no optimiser sees it, and it stays as it was drawn.
why.fr: Le décodeur est dans une simple liste : aucun optimiseur ne le voit, et il reste tel qu'il a été tiré.
"""

import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.layers = [nn.Linear(latent, output)]

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.layers[0](h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    predictions = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(predictions, y)
    return F.cross_entropy(predictions.flatten(0, 1), y.flatten())
