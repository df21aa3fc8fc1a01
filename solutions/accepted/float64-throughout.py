"""Right: the layers are in float64, what comes out in float32, as the inputs of the lab's script."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)
        self.double()

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x.double()) + self.W_h(h.double())).float()

    def forward(self, x, h):
        states = []
        for t in range(len(x)):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h.double()).float()


def training_loss(model, x, h0, y):
    states = model(x, h0)
    prev = torch.cat([h0.unsqueeze(0), states[:-1]], dim=0)
    yhat = model.decode(prev)
    if y.dtype == torch.int64:
        return F.cross_entropy(yhat.reshape(-1, yhat.size(-1)), y.reshape(-1))
    else:
        return F.mse_loss(yhat, y)
