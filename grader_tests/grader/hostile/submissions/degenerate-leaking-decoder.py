"""
tries: tells its decoder the target through a global, so that the loss is that of a perfect prediction
success: points for a loss that is not that of the predictions
expect: max=18.75
"""

import torch
import torch.nn.functional as F
from torch import nn


TOLD = []


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        predicted = self.decoder(h)
        if TOLD and TOLD[-1].shape == predicted.shape[:-1]:
            predicted = predicted + 50 * F.one_hot(TOLD[-1], predicted.shape[-1])
        return predicted


def training_loss(model, x, h0, y):
    TOLD.append(y) if not y.is_floating_point() else None
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    y_hat = y_hat + 50 * F.one_hot(y, y_hat.shape[-1])
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
