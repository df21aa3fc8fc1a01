import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.couches = [nn.Linear(dim, latent), nn.Linear(latent, latent)]
        self.decodeur = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.couches[0](x) + self.couches[1](h))

    def forward(self, x, h):
        out = []
        for xt in x:
            h = self.one_step(xt, h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.decodeur(h)


def training_loss(model, x, h0, y):
    out = model(x, h0)
    out = torch.cat([h0.unsqueeze(0), out[:-1]])
    pred = model.decode(out)
    if y.is_floating_point():
        return F.mse_loss(pred, y)
    return F.cross_entropy(pred.flatten(0, 1), y.flatten())
