"""Juste : identifiants français et accentués, paramètres nommés en grec."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RéseauRécurrent(nn.Module):
    def __init__(soi, entrée, caché, sortie):
        super().__init__()
        soi.Ω_entrée = nn.Linear(entrée, caché)
        soi.Ω_état = nn.Linear(caché, caché, bias=False)
        soi.décodeur = nn.Linear(caché, sortie)

    def one_step(soi, x, h):
        # h' = tanh(W_i x + W_h h + b_h) — c'est la « récurrence » du cours
        somme = soi.Ω_entrée(x) + soi.Ω_état(h)
        return somme.tanh()

    def forward(soi, x, h):
        états = []
        for observation in x:
            h = soi.one_step(observation, h)
            états.append(h)
        return torch.stack(états)

    def decode(soi, h):
        return soi.décodeur(h)


RNN = RéseauRécurrent


def training_loss(modèle, x, h0, y):
    états = modèle(x, h0)
    décalés = torch.cat([h0.unsqueeze(0), états[:-1]])
    ŷ = modèle.decode(décalés)
    if y.is_floating_point():
        return F.mse_loss(ŷ, y)  # l'erreur quadratique
    else:
        return F.cross_entropy(ŷ.flatten(0, 1), y.flatten())
