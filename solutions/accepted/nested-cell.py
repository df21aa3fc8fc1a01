# -*- coding: utf-8 -*-
# Juste : la cellule est un module à part, la perte est accumulée par reduction="sum" puis divisée.
import torch
import torch.nn as nn
import torch.nn.functional as F


class CelluleRecurrente(nn.Module):
    """Une étape de la récurrence."""

    def __init__(self, entree, etat):
        super().__init__()
        self.lin_x = nn.Linear(entree, etat, bias=False)
        self.lin_h = nn.Linear(etat, etat, bias=True)

    def forward(self, x, h):
        return torch.tanh(self.lin_h(h) + self.lin_x(x))


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.cell = CelluleRecurrente(dim, latent)
        self.decodeur = nn.Linear(latent, output)

    def one_step(self, x, h):
        return self.cell(x, h)

    def forward(self, x, h):
        liste = []
        for t, x_t in enumerate(x):
            h = self.cell(x_t, h)
            liste += [h]
        return torch.stack(liste, 0)

    def decode(self, h):
        return self.decodeur(h)


def training_loss(model, x, h0, y):
    h = model(x, h0)
    h_prec = torch.cat([h0.unsqueeze(0), h[:-1]], 0)
    y_hat = model.decode(h_prec)
    if torch.is_floating_point(y):
        return F.mse_loss(y_hat, y, reduction="sum") / y.numel()
    return F.cross_entropy(y_hat.transpose(1, 2), y, reduction="sum") / y.numel()
