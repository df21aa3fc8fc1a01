import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    """ RNN ; x de taille (batch, longueur, dim) """
    def __init__(self, dim, latent, output):
        super().__init__()
        self.i = nn.Linear(dim, latent)
        self.h = nn.Linear(latent, latent)
        self.o = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x, h):
        etats = []
        for t in range(x.shape[1]):
            h = self.one_step(x[:, t, :], h)
            etats.append(h)
        return torch.stack(etats, dim=1)

    def decode(self, h):
        return self.o(h)


def training_loss(model, x, h0, y):
    h = h0
    loss = 0
    for t in range(x.shape[0]):
        p = model.decode(h)
        loss = loss + (F.mse_loss(p, y[t]) if y.is_floating_point() else F.cross_entropy(p, y[t]))
        h = model.one_step(x[t], h)
    return loss / x.shape[0]
