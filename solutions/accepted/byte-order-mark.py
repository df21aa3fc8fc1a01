# Juste : fichier enregistré avec une marque d'ordre des octets (BOM) ; décalage par F.pad puis h_0 ajouté
import torch, torch.nn as nn, torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.couche_entree = nn.Linear(dim, latent)
        self.couche_etat = nn.Linear(latent, latent)
        self.couche_sortie = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(torch.add(self.couche_entree(x), self.couche_etat(h)))

    def forward(self, x, h):
        etats = []
        for observation in x:
            h = self.one_step(observation, h)
            etats.append(h)
        return torch.stack(etats)

    def decode(self, h):
        return self.couche_sortie(h)


def training_loss(model, x, h0, y):
    etats = model(x, h0)
    precedents = F.pad(etats, (0, 0, 0, 0, 1, 0))[:-1]  # un état nul devant
    precedents = precedents + F.pad(h0.unsqueeze(0), (0, 0, 0, 0, 0, len(x) - 1))
    y_hat = model.decode(precedents)
    return F.mse_loss(y_hat, y) if y.is_floating_point() else F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
