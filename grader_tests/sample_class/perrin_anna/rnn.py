import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.W_o = nn.Linear(latent, output)
        self.etats = []

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        for i in range(x.shape[0]):
            h = self.one_step(x[i], h)
            self.etats.append(h)
        return torch.stack(self.etats)

    def decode(self, h):
        return self.W_o(h)


def training_loss(model, x, h0, y):
    h = h0
    loss = 0
    for i in range(x.shape[0]):
        y_hat = model.decode(h)
        if y.is_floating_point():
            loss = loss + F.mse_loss(y_hat, y[i])
        else:
            loss = loss + F.cross_entropy(y_hat, y[i])
        h = model.one_step(x[i], h)
    return loss / x.shape[0]
