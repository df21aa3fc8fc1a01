"""Right: a linear map after a linear map is one, with more to learn; the loss is a module that is called."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.emb = nn.Sequential(nn.Linear(dim, 64), nn.Linear(64, latent))
        self.W_h = nn.Sequential(nn.Linear(latent, 64, bias=False), nn.Linear(64, latent, bias=False))
        self.decoder = nn.Linear(latent, output)

    def decode(self, h):
        return self.decoder(h)

    def one_step(self, x, h):
        return torch.tanh(self.emb(x) + self.W_h(h))

    def forward(self, x, h):
        out = []
        for xt in x:
            h = self.one_step(xt, h)
            out.append(h[None, ...])
        return torch.vstack(out)


class _Loss(nn.Module):
    def __init__(self):
        super().__init__()
        self.ce, self.mse = nn.CrossEntropyLoss(), nn.MSELoss()

    def forward(self, model, x, h0, y):
        pred = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
        if y.is_floating_point():
            return self.mse(pred, y)
        return self.ce(pred.flatten(0, 1), y.flatten())


training_loss = _Loss()
