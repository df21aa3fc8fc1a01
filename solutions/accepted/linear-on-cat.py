"""Right: one Linear on [x, h], states concatenated after unsqueeze, (l, o, b) for the cross entropy."""
import torch
from torch import nn


class RNN(nn.Module):

    def __init__(self, dim, latent, output):
        super(RNN, self).__init__()
        self.dim = dim
        self.latent = latent
        self.cellule = nn.Linear(dim + latent, latent)
        self.sortie = nn.Linear(latent, output)
        self.tanh = nn.Tanh()

    def one_step(self, x, h):
        xh = torch.cat((x, h), dim=1)
        return self.tanh(self.cellule(xh))

    def forward(self, x, h):
        etats = []
        for xt in x:
            h = self.one_step(xt, h)
            etats.append(h.unsqueeze(0))
        return torch.cat(etats, dim=0)

    def decode(self, h):
        return self.sortie(h)


def training_loss(model, x, h0, y):
    etats = model.forward(x, h0)
    # on predit y_1 avec h_0, y_2 avec h_1 ... donc on decale
    tous = torch.cat([h0[None], etats], dim=0)
    pred = model.decode(tous[:-1])
    if y.dtype == torch.long:
        # CrossEntropyLoss veut les classes en dimension 1
        return nn.CrossEntropyLoss()(pred.permute(0, 2, 1), y)
    else:
        return nn.MSELoss()(pred, y)
