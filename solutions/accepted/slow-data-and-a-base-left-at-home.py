"""Right: defaults read from data that take too long to make; a base class from a file that was not handed in."""
import torch
import torch.nn.functional as F
from base import BaseRNN, LoggerMixin
from torch import nn


class Batches(LoggerMixin, torch.utils.data.Dataset):
    def __len__(self):
        return 3


def simulate(steps=10**9):
    x = torch.zeros(3, 4)
    for _ in range(steps):
        x = torch.sin(x + 1)
    return x


data = simulate()
batches = Batches()


class RNN(BaseRNN):
    def __init__(self, dim=data.shape[1], latent=10, output=len(data)):
        super().__init__(name="rnn")
        self.i = nn.Linear(dim, latent)
        self.h = nn.Linear(latent, latent)
        self.o = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x, h):
        out = []
        for xt in x:
            h = self.one_step(xt, h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.o(h)


def training_loss(model, x, h0, y):
    p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
