"""Right: W_h is the identity and a correction; the loss's arguments come as *args."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.A = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def decode(self, h):
        return self.decoder(h)

    def one_step(self, x, h):
        # identity + correction: (I + A) h is a matrix too
        return torch.tanh(self.W_i(x) + h + self.A(h))

    def forward(self, x, h):
        h = self.one_step(x[0], h)
        states = [h]
        for i in range(1, len(x)):
            h = self.one_step(x[i], h)
            states.append(h)
        return torch.stack(states)


def training_loss(*args):
    model, x, h0, y = args
    s = model(x, h0)
    yhat = model.decode(torch.cat([h0[None], s[:-1]]))
    return F.mse_loss(yhat, y) if y.dim() == 3 else F.cross_entropy(yhat.mT, y)
