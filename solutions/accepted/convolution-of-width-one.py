"""Right: a convolution of width one is a linear map; states copied by index."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Conv1d(dim, latent, kernel_size=1)
        self.W_h = nn.Conv1d(latent, latent, kernel_size=1)
        self.decoder = nn.Linear(latent, output)

    def decode(self, h):
        return self.decoder(h)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x.unsqueeze(-1)) + self.W_h(h.unsqueeze(-1))).squeeze(-1)

    def forward(self, x, h):
        H = torch.zeros(x.size(0), h.size(0), h.size(1)).to(h)
        for t in range(x.size(0)):
            h = self.one_step(x[t], h)
            H = H.index_copy(0, torch.tensor([t]), h.unsqueeze(0))
        return H


def training_loss(model, x, h0, y):
    s = torch.roll(model(x, h0), 1, 0).clone()
    s[0] = h0
    pred = model.decode(s)
    if y.dtype == torch.long:
        return F.cross_entropy(pred.flatten(0, 1), y.flatten())
    else:
        return F.mse_loss(pred, y)
