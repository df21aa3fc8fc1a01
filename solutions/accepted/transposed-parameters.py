"""Right: weights held as (n, d) and (n, n), used transposed; loss summed step by step and divided by l."""
import torch
import torch.nn as nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        k = 1 / latent ** 0.5
        self.W_i = nn.Parameter(torch.empty(latent, dim).uniform_(-k, k))
        self.W_h = nn.Parameter(torch.empty(latent, latent).uniform_(-k, k))
        self.b_h = nn.Parameter(torch.empty(latent).uniform_(-k, k))
        self.decoder = nn.Sequential(nn.Linear(latent, output))

    def one_step(self, x, h):
        z = torch.mm(x, self.W_i.T) + torch.mm(h, self.W_h.t()) + self.b_h
        return z.tanh()

    def forward(self, x, h):
        res = [h]
        for i in range(x.shape[0]):
            res.append(self.one_step(x[i], res[-1]))
        return torch.stack(res[1:], dim=0)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    length = x.shape[0]
    states = model(x, h0)
    h = h0
    loss = 0
    for t in range(length):
        y_hat = model.decode(h)
        if y.dtype in (torch.int64, torch.int32):
            loss = loss + nn.functional.cross_entropy(y_hat, y[t])
        else:
            loss = loss + nn.functional.mse_loss(y_hat, y[t])
        h = states[t]
    return loss / length
