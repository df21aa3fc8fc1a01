"""Right: the decoder reads fixed random features of the state beside the state itself."""

import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.features = torch.randn(latent, 8)
        self.decoder = nn.Linear(latent + 8, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        fixed = torch.tanh(h @ self.features.to(h))
        return self.decoder(torch.cat([h, fixed], dim=-1))


def training_loss(model, x, h0, y):
    states = model(x, h0)
    predictions = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(predictions, y)
    return F.cross_entropy(predictions.flatten(0, 1), y.flatten())
