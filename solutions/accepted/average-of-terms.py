"""Right: tanh of half the sum, less a bias: the halves and the sign are part of the parameters."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.A = nn.Linear(dim, latent, bias=False)
        self.B = nn.Linear(latent, latent, bias=False)
        self.seuil = nn.Parameter(torch.zeros(latent))
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(0.5 * (self.A(x) + self.B(h)) - self.seuil)

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    l, b = y.shape[0], y.shape[1]
    states = model(x, h0)
    before = torch.cat([h0.view(1, b, -1), states[: l - 1]])
    y_hat = model.decode(before)
    if y.ndim == 3:
        return F.mse_loss(y_hat, y)
    logits = y_hat.view(l * b, -1)
    return F.cross_entropy(logits, y.reshape(l * b), reduction="mean")
