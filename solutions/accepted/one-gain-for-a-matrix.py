"""Right: one number scales all of W_h, a parameter without dimensions; pad_sequence puts the states together."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.parametrizations import weight_norm
from torch.nn.utils.rnn import pad_sequence


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = weight_norm(nn.Linear(latent, latent, bias=False), dim=None)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return pad_sequence(states, batch_first=True)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.stack([h0, *model(x, h0)[:-1]]))
    if y.ndim == 3:
        return torch.dist(y_hat, y) ** 2 / y.numel()
    return F.nll_loss(y_hat.log_softmax(2).movedim(-1, 1), y)
