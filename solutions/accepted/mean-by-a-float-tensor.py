"""Right: the mean over time is a product with a FloatTensor of 1 / l."""
import torch
import torch.nn.functional as F
from torch import nn


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
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    l = x.size(0)
    w = torch.FloatTensor([1.0 / l] * l)
    hs = [h0] + list(model(x, h0))[:-1]
    crit = nn.CrossEntropyLoss() if y.dtype == torch.long else nn.MSELoss()
    losses = torch.stack([crit(model.decode(h), y_t) for h, y_t in zip(hs, y)])
    return (losses * w).sum()

