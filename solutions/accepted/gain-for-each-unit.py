"""Right: a learnt gain for each unit; the loss is a lambda."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.gain = nn.Parameter(torch.ones(latent))
        self.decoder = nn.Linear(latent, output)

    def decode(self, h):
        return self.decoder(h)

    def one_step(self, x, h):
        return torch.tanh(self.gain * (self.W_i(x) + self.W_h(h)))

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states = [h] + states
        return torch.stack(states).flip(0)


training_loss = lambda model, x, h0, y: (
    (lambda p: F.mse_loss(p, y) if y.dim() == 3 else F.cross_entropy(p.flatten(0, 1), y.flatten()))(
        model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    )
)
