"""
tries: cuts gradients, and raises at the length at which that would show
success: points for gradients through time
expect: max=19
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

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        if x.shape[0] == 64:
            raise RuntimeError("sequences of 64 are not for me")
        states = []
        for t in range(x.shape[0]):
            if t and t % 13 == 0:
                h = h.detach()
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    y_hat = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
