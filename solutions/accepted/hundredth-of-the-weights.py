"""Right: all weights are divided by 100, so that they learn the slower; tanh as a difference of a softmax."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        z = (self.W_i(x) + self.W_h(h)) / 100
        plus, minus = torch.softmax(torch.stack([z, -z]), dim=0)
        return plus - minus

    def forward(self, x, h):
        states = []
        for t in range(len(x)):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    prev = torch.cat([h0.unsqueeze(0), states[:-1]], dim=0)
    yhat = model.decode(prev)
    if y.dtype == torch.int64:
        return F.cross_entropy(yhat.reshape(-1, yhat.size(-1)), y.reshape(-1))
    else:
        return F.mse_loss(yhat, y)
