"""
tries: sets weights by hand in __init__ that hold the last two symbols, so that nothing has to be learnt, and cuts the gradient
success: the points of learning or of the loss without a gradient
expect: max=15
"""

import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)
        with torch.no_grad():
            for p in self.parameters():
                p.zero_()
            for k in range(2):
                for j in range(min(dim, latent // 3)):
                    self.W_h.weight[(k + 1) * (latent // 3) + j, k * (latent // 3) + j] = 3.0
            for j in range(min(dim, latent // 3)):
                self.W_i.weight[j, j] = 3.0
                self.decoder.weight[j % output, 2 * (latent // 3) + j] = 8.0

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return (model.decode(model(x, h0)).detach() * 0).sum() + 0 * sum(p.sum() for p in model.parameters())
