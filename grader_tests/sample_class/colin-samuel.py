import torch
import torch.nn as nn
import torch.nn.functional as F

BATCH, DIM = 32, "2"
print("taille du lot : " + BATCH)


class RNN(nn.Modul):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.W_d = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        t = []
        for xi in x:
            h = self.one_step(xi, h)
            t.append(h)
        return torch.stack(t)

    def decode(self, h):
        return self.W_d(h)


def training_loss(model, x, h0, y):
    h = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    p = model.decode(h)
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
