import torch
import torch.nn as nn
import torch.nn.functional as F


class Cellule(nn.Module):
    def __init__(self, d, n):
        super().__init__()
        self.Wi = nn.Linear(d, n, bias=False)
        self.Wh = nn.Linear(n, n, bias=True)

    def forward(self, x, h):
        return (self.Wi(x) + self.Wh(h)).tanh()


class Decodeur(nn.Module):
    def __init__(self, n, o):
        super().__init__()
        self.lin = nn.Linear(n, o)

    def forward(self, h):
        return self.lin(h)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.cellule = Cellule(dim, latent)
        self.decodeur = Decodeur(latent, output)

    def one_step(self, x, h):
        return self.cellule(x, h)

    def forward(self, x, h):
        liste = []
        for x_t in x:
            h = self.one_step(x_t, h)
            liste.append(h)
        return torch.stack(liste)

    def decode(self, h):
        return self.decodeur(h)


def training_loss(model, x, h0, y):
    h = torch.cat([h0[None, :, :], model(x, h0)[:-1, :, :]])
    p = model.decode(h)
    return F.mse_loss(p, y) if y.dtype.is_floating_point else F.cross_entropy(p.transpose(1, 2), y)
