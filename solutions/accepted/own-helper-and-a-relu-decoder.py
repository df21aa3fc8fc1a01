"""Right: the loss calls a helper of the model, whose decoder has a ReLU."""
import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Sequential(nn.Linear(latent, latent), nn.ReLU(), nn.Linear(latent, output))

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

    def tous_les_etats(self, x, h):
        return torch.cat([h.unsqueeze(0), self(x, h)], 0)


def training_loss(model, x, h0, y):
    pred = model.decode(model.tous_les_etats(x, h0)[:-1])
    if y.dim() == 2:
        return F.cross_entropy(pred.flatten(0, 1), y.flatten())
    return F.mse_loss(pred, y)

