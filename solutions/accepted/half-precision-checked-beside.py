"""Right: it measures beside what half precision would lose, for which torch reads which processor it is on."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)
        self.worst = 0.0

    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        new = torch.tanh(z)
        with torch.no_grad():
            self.worst = max(self.worst, (torch.tanh(z.float().half()) - new).abs().max().item())
        return new

    def forward(self, x, h):
        states = []
        for observation in x:
            h = self.one_step(observation, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
