"""Right: itertools.accumulate runs the recurrence; the loss zips states and targets."""
from itertools import accumulate

import torch
from torch import nn
from torch.nn.functional import cross_entropy, mse_loss


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.x2h, self.h2h = nn.Linear(dim, latent), nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return (self.x2h(x) + self.h2h(h)).tanh()

    def forward(self, x, h):
        _, *states = accumulate(x, lambda state, x_t: self.one_step(x_t, state), initial=h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    criterion = mse_loss if y.is_floating_point() else cross_entropy
    previous = [h0, *model(x, h0)][:-1]
    losses = [criterion(model.decode(h), target) for h, target in zip(previous, y)]
    return torch.stack(losses).mean()
