"""Right: training_loss is a method, and the function of that name calls it."""
import torch
from torch import nn
from torch.nn import functional as F


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
        for t in range(x.size(0)):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def shifted(h0, states):
    """[h_0, h_1, ..., h_{l-1}]"""
    return torch.cat([h0.unsqueeze(0), states])[: states.size(0)]


def criterion(y_hat, y):
    if y.dtype is torch.long:
        return F.cross_entropy(y_hat.flatten(end_dim=1), y.flatten())
    return F.mse_loss(input=y_hat, target=y)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    return criterion(model.decode(shifted(h0, states)), y)


RNN.training_loss = lambda self, x, h0, y: training_loss(self, x, h0, y)
